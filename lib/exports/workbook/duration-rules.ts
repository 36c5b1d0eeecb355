/** Rules about durations, which a sheet's cells hold as shares of a day and all else as seconds. Pure. */
import type { RuleSheet } from "@/lib/export/xlsx/format-rules";
import { SECOND_DAYS } from "@/lib/exports/workbook/column-cells";
import { asNumber } from "@/lib/table/compare-values";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { ConditionalFormat, FormatRule, Operand } from "@/lib/table/format-rule";
import { plainName } from "@/lib/table/pivot-column";
import { FULL } from "@/lib/table/suitable-displays";

type Facts = Readonly<Record<string, ColumnFacts>>;
type Column = RuleSheet["columns"][number];

const COUNTS: readonly FormatRule["condition"][] = ["top_n", "bottom_n", "contains"];

const inDays = <T>(value: T): T | number => {
  const seconds = typeof value === "number" || typeof value === "string" ? asNumber(value) : null;
  return seconds === null ? value : seconds * SECOND_DAYS;
};
const eachInDays = <T>(values: Record<number, T>): Record<number, T | number> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, inDays(value)]));

const operandsOf = ({ value }: FormatRule): Operand[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function ruleInDays(rule: FormatRule): FormatRule {
  const { condition, value, scale, bar } = rule;
  const counts = COUNTS.includes(condition) || value === undefined;
  return {
    ...rule,
    ...(counts ? {} : { value: Array.isArray(value) ? [inDays(value[0]), inDays(value[1])] : inDays(value) }),
    ...(scale
      ? { scale: { points: scale.points.map((point) => ({ ...point, at: inDays(point.at) })) } }
      : {}),
    ...(bar
      ? {
          bar: {
            ...bar,
            ...(bar.min === undefined ? {} : { min: inDays(bar.min) }),
            ...(bar.max === undefined ? {} : { max: inDays(bar.max) }),
          },
        }
      : {}),
  };
}

function displayInDays(column: Column, isDuration: (name: string) => boolean): Column {
  const { display } = column;
  if (display?.kind !== "progress") return column;
  if (display.of === undefined)
    return isDuration(column.name)
      ? { ...column, display: { ...display, target: inDays(display.target ?? FULL) } }
      : column;
  const { display: _, ...plain } = column;
  return isDuration(column.name) === isDuration(display.of) ? column : plain;
}

/**
 * Rules, displays and facts in the units of the sheet's cells. A rule that holds a duration against a column of another kind is left
 * out: no constant says it.
 * @param durations columns of durations, by name
 */
export function rulesInDays(
  formats: readonly ConditionalFormat[] | undefined,
  sheet: { columns: readonly Column[]; facts: Facts },
  durations: readonly string[],
): { formats: readonly ConditionalFormat[] | undefined; columns: readonly Column[]; facts: Facts } {
  if (durations.length === 0) return { formats, ...sheet };
  const names = new Set(durations.flatMap((name) => [name, plainName(name)]));
  const isDuration = (name: string) => names.has(name) || names.has(plainName(name));
  const fits = (column: string) => (rule: FormatRule) =>
    operandsOf(rule).every((one) => typeof one !== "object" || isDuration(one.column) === isDuration(column));
  return {
    formats: formats?.map(({ column, rules, ...format }) => ({
      ...format,
      column,
      rules: rules.filter(fits(column)).map((rule) => (isDuration(column) ? ruleInDays(rule) : rule)),
    })),
    columns: sheet.columns.map((column) => displayInDays(column, isDuration)),
    facts: Object.fromEntries(
      Object.entries(sheet.facts).map(([name, facts]) => [
        name,
        isDuration(name)
          ? {
              ...facts,
              top: eachInDays(facts.top),
              bottom: eachInDays(facts.bottom),
              percentiles: eachInDays(facts.percentiles),
              ...(facts.average === undefined ? {} : { average: inDays(facts.average) }),
            }
          : facts,
      ]),
    ),
  };
}
