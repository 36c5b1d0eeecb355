import fc from "fast-check";
import { expect, test } from "vitest";
import { readNumber } from "@/lib/table/read-number";

test.each([
  ["1200", 1200],
  ["1,200", 1200],
  ["1,200,000.5", 1_200_000.5],
  [" -20 % ", -20],
  ["−20%", -20],
  ["12.5%p", 12.5],
  ["₩1,000", 1000],
  ["1000원", 1000],
  ["-₩1,000", -1000],
  ["1.5억", 150_000_000],
  ["1억 2,000만", 120_000_000],
  ["1억2000만 5", 120_000_005],
  ["3만원", 30_000],
  ["5천", 5000],
  ["2.5M", 2_500_000],
  ["10k", 10_000],
  [".5", 0.5],
  ["0.1", 0.1],
  ["１２３", 123],
  ["9007199254740993", "9007199254740993"],
  ["12345678901234567.25", "12345678901234567.25"],
  ["-0", 0],
])("“%s” is %s", (text, value) => {
  expect(readNumber(text)).toEqual(value);
});

test.each([
  "",
  "-",
  "abc",
  "1,2",
  "12,34,567",
  "1.2.3",
  "1 2",
  "2만 1억",
  "1만 2만",
  "1e5",
  "NaN",
  "오백",
  "1억 2000만 3천 4천",
])("“%s” is no number", (text) => {
  expect(readNumber(text)).toBeNull();
});

test("whatever is typed, the answer is a number, exact digits or nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789,.-만억k% ") }), (text) => {
      const value = readNumber(text);
      expect(
        value === null ||
          (typeof value === "number" ? Number.isFinite(value) : /^-?\d+(\.\d+)?$/.test(String(value))),
      ).toBe(true);
    }),
  );
});
