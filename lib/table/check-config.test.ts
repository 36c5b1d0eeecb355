import fc from "fast-check";
import { expect, it } from "vitest";
import { FORMAT_STYLES, NUMBER_UNITS } from "@/lib/format/format-words";
import {
  checkAlign,
  checkDisplay,
  checkFormat,
  checkLabel,
  checkPath,
  isColumnName,
} from "@/lib/table/check-config";
import { ColumnDisplay } from "@/lib/table/column-display";
import { DATE_PATTERNS } from "@/lib/table/config-words";
import { ColumnFormat, LinePath, TableConfig } from "@/lib/table/table-config";

// As address bars have them: mostly near to right, now and then anything.
const text = fc.oneof(
  fc.string({ maxLength: 25 }),
  fc.constantFrom("", "KRW", "roi", "a".repeat(20), "a".repeat(21), "a".repeat(120), "a".repeat(121), " a "),
  fc.constantFrom(...FORMAT_STYLES, ...NUMBER_UNITS, ...DATE_PATTERNS, "start", "end", "constructor"),
  fc.constantFrom(
    "https://a.example/{brand}",
    "/d/brands?x={a}",
    "//evil.example",
    "javascript:alert(1)",
    "/",
  ),
  fc.constantFrom("https://{brand}.example/", `https://a.example/${"a".repeat(2000)}`),
);
const value = fc.oneof(text, fc.double(), fc.integer({ min: -2, max: 12 }), fc.boolean(), fc.constant(null));
const fields = (...names: string[]) =>
  fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.constantFrom("constructor", "x")), value, {
    maxKeys: 4,
  });
const runs = { numRuns: 3000 };

it("takes the formats its schema takes", () => {
  fc.assert(
    fc.property(fields("style", "currency", "decimals", "units", "prefix", "suffix", "pattern"), (given) => {
      expect(checkFormat(given)).toEqual(ColumnFormat.safeParse(given).data);
    }),
    runs,
  );
});

it("takes the displays their schema takes", () => {
  const kinds = fc.constantFrom("link", "image", "badge", "bar", "progress", "sparkline", "constructor", "");
  fc.assert(
    fc.property(kinds, fields("to", "target", "of", "number"), (kind, given) => {
      expect(checkDisplay(kind, given)).toEqual(ColumnDisplay.safeParse({ ...given, kind }).data);
    }),
    runs,
  );
  // Not by luck alone: each field right once, and once wrong.
  expect(checkDisplay("progress", { target: 0.5, of: "roi" })).toEqual({
    kind: "progress",
    target: 0.5,
    of: "roi",
  });
  expect(checkDisplay("progress", { target: 0 })).toBeUndefined();
  expect(checkDisplay("link", { to: "https://{brand}.example/" })).toBeUndefined();
  expect(checkDisplay("link", { to: "/d/{brand}" })).toEqual({ kind: "link", to: "/d/{brand}" });
});

it("takes the names, labels and places of columns their schema takes", () => {
  fc.assert(
    fc.property(text, (given) => {
      const labels = (name: string, label: string) => TableConfig.shape.labels.safeParse({ [name]: label });
      expect(isColumnName(given)).toBe(labels(given, "x").success);
      expect(checkLabel(given)).toEqual(labels("roi", given).data?.roi);
      expect(checkAlign(given)).toEqual(TableConfig.shape.align.safeParse({ roi: given }).data?.roi);
    }),
    runs,
  );
});

it("takes the paths their schema takes", () => {
  const part = fc.oneof(fc.option(fc.string()), fc.constantFrom("a".repeat(4000), "a".repeat(4001)));
  fc.assert(
    fc.property(fc.option(fc.array(part, { maxLength: 22, size: "max" }), { nil: undefined }), (given) => {
      expect(checkPath(given)).toEqual(LinePath.safeParse(given).data);
    }),
  );
});
