/**
 * What an address may say of a table's columns and lines, checked without the schema library: the browser reads addresses too.
 * Says the same as the schemas in `table-config.ts` and `column-display.ts`, which its test holds it to.
 */
import { FORMAT_STYLES, LONGEST_AFFIX, MOST_DECIMALS, NUMBER_UNITS } from "@/lib/format/format-words";
import { LONGEST_SCALAR, wordOf } from "@/lib/query/query-words";
import type { ColumnDisplay } from "@/lib/table/column-display";
import {
  ADDRESS_TEMPLATE,
  ALIGNS,
  DATE_PATTERNS,
  DEEPEST_PATH,
  LONGEST_ADDRESS,
  LONGEST_NAME,
} from "@/lib/table/config-words";
import type { ColumnFormat, LinePath, TableConfig } from "@/lib/table/table-config";

type Check = (value: unknown) => boolean;

const text =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === "string" && value.length >= least && value.length <= most;
const word =
  (words: readonly string[]): Check =>
  (value) =>
    wordOf(words, value) !== undefined;
const decimals: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_DECIMALS;

/** Nothing but these fields, each as it should be. */
const fits = (fields: Readonly<Record<string, Check>>, value: object): boolean =>
  Object.entries(value).every(([key, field]) => Object.hasOwn(fields, key) && fields[key]?.(field));

const FORMAT: Readonly<Record<string, Check>> = {
  style: word(FORMAT_STYLES),
  currency: text(3, 3),
  decimals,
  units: word(NUMBER_UNITS),
  prefix: text(0, LONGEST_AFFIX),
  suffix: text(0, LONGEST_AFFIX),
  pattern: word(DATE_PATTERNS),
};

const name = text(1, LONGEST_NAME);
const address: Check = (value) =>
  typeof value === "string" && value.length <= LONGEST_ADDRESS && ADDRESS_TEMPLATE.test(value);
const positive: Check = (value) => typeof value === "number" && Number.isFinite(value) && value > 0;

const DISPLAYS: Readonly<Record<ColumnDisplay["kind"], Readonly<Record<string, Check>>>> = {
  link: { to: address },
  image: { to: address },
  badge: {},
  bar: {},
  progress: { target: positive, of: name },
  sparkline: { number: (value) => typeof value === "boolean" },
};

export const isColumnName = (value: string): boolean => name(value);

/** A format out of fields somebody wrote; undefined where one of them is none, or wrong. */
export const checkFormat = (fields: object): ColumnFormat | undefined =>
  fits(FORMAT, fields) ? (fields as ColumnFormat) : undefined;

/** A display out of its kind and fields; undefined where there is no such kind, or a field is wrong. */
export function checkDisplay(
  kind: string | null | undefined,
  fields: object = {},
): ColumnDisplay | undefined {
  const known = wordOf(Object.keys(DISPLAYS) as ColumnDisplay["kind"][], kind);
  return known && fits(DISPLAYS[known], fields) ? ({ ...fields, kind: known } as ColumnDisplay) : undefined;
}

/** What a column is called here; undefined for nothing, or too much. */
export function checkLabel(value: string): string | undefined {
  const label = value.trim();
  return name(label) ? label : undefined;
}

export const checkAlign = (value: string): NonNullable<TableConfig["align"]>[string] | undefined =>
  wordOf(ALIGNS, value);

/** A line's values; undefined for none, too many, or too long ones. */
export const checkPath = (values: readonly (string | null)[] | undefined): LinePath | undefined =>
  values &&
  values.length >= 1 &&
  values.length <= DEEPEST_PATH &&
  values.every((value) => value === null || value.length <= LONGEST_SCALAR)
    ? [...values]
    : undefined;
