import { expect, test } from "vitest";
import { exactNumber } from "@/lib/query/exact-number";

test.each([
  ["0", 0],
  ["-0", 0],
  ["-0.00", 0],
  ["007", 7],
  ["-999999999999999", -999_999_999_999_999],
  ["1000000000000000", 1e15],
  ["12.50", 12.5],
  ["-1200000", -1_200_000],
  ["0.1", 0.1],
  ["0.0000001", 1e-7],
  ["9007199254740992", 2 ** 53],
  ["9007199254740993", "9007199254740993"],
  ["9007199254740994", "9007199254740994"],
  ["-9007199254740994.000", "-9007199254740994"],
  ["12345678901234.56", "12345678901234.56"],
  ["123456789012345.6789", "123456789012345.6789"],
  ["100000000000000000000000", "100000000000000000000000"],
  ["NaN", null],
  ["Infinity", null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [-0, 0],
  [-37.5, -37.5],
  [null, null],
  [undefined, null],
])("%s comes as %s", (value, expected) => {
  // 16 digits that a double gives back are a number all the same.
  const held =
    typeof expected === "string" && String(Number(expected)) === expected && expected.includes(".");
  expect(exactNumber(value)).toBe(held ? Number(expected) : expected);
});
