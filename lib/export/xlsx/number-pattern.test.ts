import { expect, test } from "vitest";
import { patternOf, serialOf } from "./number-pattern";

const number = (format: object, of?: object) => ({ type: "number", format, ...(of ? { of } : {}) }) as never;

test.each([
  [number({ style: "percent" }), "ko", '#,##0.0"%"'],
  [number({ style: "percent", decimals: 0 }), "en", '#,##0"%"'],
  [number({ style: "currency", currency: "KRW" }), "ko", '#,##0"원"'],
  [number({ style: "currency", currency: "KRW" }), "en", "[$₩-409]#,##0"],
  [number({ style: "currency", currency: "USD" }), "en", "[$$-409]#,##0.00"],
  [number({ style: "number", suffix: "건" }), "ko", '#,##0"건"'],
  [number({ style: "number", prefix: 'a"b' }), "en", '"a"\\""b"#,##0'],
  [
    number({ style: "percent" }, { measure: "roi", part: "delta" }),
    "ko",
    '+#,##0.0"%p";-#,##0.0"%p";#,##0.0"%p"',
  ],
  [
    number({ style: "currency" }, { measure: "m", part: "change" }),
    "en",
    '+#,##0.0"%";-#,##0.0"%";#,##0.0"%"',
  ],
  [{ type: "string" }, "ko", "@"],
  [{ type: "date", grain: "month" }, "ko", 'yyyy"년" m"월"'],
  [{ type: "date" }, "en", "yyyy-mm-dd"],
  [{ type: "date", grain: "quarter" }, "en", "@"],
  [{ type: "date", grain: "fiscal_year" }, "ko", "@"],
] as const)("%j in %s is %s", (column, locale, pattern) => {
  expect(patternOf(column as never, locale)).toBe(pattern);
});

test("days are counted as Excel counts them", () => {
  expect(serialOf("2026-01-01")).toBe(46_023);
  expect(serialOf("1900-03-01")).toBe(61);
  expect(serialOf("1900-02-28")).toBeNull();
  expect(serialOf("2026-01-01T12:00:00+09:00")).toBe(46_023.5);
  expect(serialOf("2026-W01")).toBeNull();
});

test("a value with decimals shows two of them where no rule says how many", () => {
  expect(patternOf({ type: "number" } as never, "en", false)).toBe("#,##0.00");
});
