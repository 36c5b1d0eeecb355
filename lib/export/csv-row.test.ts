import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvValue, csvRow } from "./csv-row";
import { guardFormula } from "./guard-formula";

/** A reader of RFC 4180 of its own. */
function read(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = "";
    if (text[at] === '"') {
      at++;
      for (;;) {
        if (text[at] === '"' && text[at + 1] === '"') {
          value += '"';
          at += 2;
        } else if (text[at] === '"') {
          at++;
          break;
        } else value += text[at++];
      }
    } else while (at < text.length && text[at] !== "," && text[at] !== "\r") value += text[at++];
    record.push(value);
    if (text[at] === ",") {
      at++;
      if (at === text.length) throw new Error("a record without an end");
      continue;
    }
    expect(text.slice(at, at + 2)).toBe("\r\n");
    at += 2;
    records.push(record);
    record = [];
  }
  return records;
}

describe("a field that would begin a formula", () => {
  test.each([
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\rx",
    "  =1",
    '"=1"',
    "'=1",
    "\u200b=1",
    "＝1",
    "-",
    "- 5",
    "+82-10-1234",
    "-1M+2",
    "-A1",
    "-2억+1",
    "-1h:2h",
  ])("%j is text", (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
  });

  test.each([
    "-5",
    "+3",
    "-1,234.5",
    "-12.5%",
    "-1e-7",
    "-1.2M",
    "-2억 5,000만",
    "+1만 5,300",
    "-3h 5m",
    "-20 ms",
    "a=b",
    "1-2",
    "",
    "닥터트루",
    "−5",
  ])("%j stays", (text) => {
    expect(guardFormula(text)).toBe(text);
  });
});

test("numbers are never guarded, nulls are empty, empty texts are not", () => {
  expect(csvRow([-5, null, "", true, "a"])).toBe('-5,,"",true,a\r\n');
  expect(csvRow([null])).toBe('""\r\n');
});

test("what was written is read again, whatever it is", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      '"',
      '""',
      ",",
      "\r\n",
      "\n",
      "'",
      "=1",
      "가".normalize("NFD"),
      "👩‍👩‍👧",
      " x ",
      "\ufeffx",
    ),
    fc.integer(),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
      const text = rows.map((row) => csvRow(row as CsvValue[])).join("");
      expect(read(text)).toEqual(
        rows.map((row) =>
          row.map((one) => (typeof one === "string" ? guardFormula(one) : one === null ? "" : String(one))),
        ),
      );
    }),
  );
});

test("what ends a file for an older Postgres is quoted", () => {
  expect(csvRow(["\\."])).toBe('"\\."\r\n');
});

test("a value is guarded before it is quoted", () => {
  expect(csvRow(['=HYPERLINK("x","y")'])).toBe(`"'=HYPERLINK(""x"",""y"")"\r\n`);
});
