/**
 * What rules must know of all rows of the answer, not of the page: ends, n-th values, averages, percentiles. Over data rows; a
 * subtotal or total is held against them too. Pure.
 */
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { asNumber, compareNumbers } from "@/lib/table/compare-values";
import { comparisonColumn } from "@/lib/table/comparison-column";
import type { ConditionalFormat, FormatRule } from "@/lib/table/format-rule";
import { plainName } from "@/lib/table/pivot-column";
import { withoutColumns } from "@/lib/table/table-pivot";

export interface ColumnFacts {
  /** The n-th largest value, by n; null where there are fewer. `top[1]` is the maximum. */
  top: Record<number, Cell>;
  /** The n-th smallest. `bottom[1]` is the minimum. */
  bottom: Record<number, Cell>;
  /** Of the rows that have a value. */
  average?: number | null;
  /** Between neighbours in proportion, as Excel's PERCENTILE.INC. */
  percentiles: Record<number, number | null>;
}

/** By column. */
export type FormatFacts = Readonly<Record<string, ColumnFacts>>;

export interface FactNeed {
  column: string;
  top: number[];
  bottom: number[];
  average: boolean;
  percentiles: number[];
}

/** Rows read for an average or a percentile; a longer table has neither, and its rules that need one wait. */
export const FACT_ROWS = 100_000;

const count = ({ value }: FormatRule): number[] => (typeof value === "number" ? [value] : []);

/** What these formats must know, a column once. */
export function factNeeds(formats: readonly ConditionalFormat[] | undefined): FactNeed[] {
  const needs = new Map<string, FactNeed>();
  for (const { column, rules } of formats ?? []) {
    const need = needs.get(column) ?? { column, top: [], bottom: [], average: false, percentiles: [] };
    const ends = (min: boolean, max: boolean) => {
      if (min) need.bottom.push(1);
      if (max) need.top.push(1);
    };
    for (const rule of rules) {
      if (rule.enabled === false) continue;
      if (rule.condition === "top_n") need.top.push(...count(rule));
      if (rule.condition === "bottom_n") need.bottom.push(...count(rule));
      if (rule.condition === "above_average") need.average = true;
      if (rule.bar) ends(rule.bar.min === undefined, rule.bar.max === undefined);
      for (const { at } of rule.scale?.points ?? []) {
        ends(at === "min", at === "max");
        if (typeof at === "object") need.percentiles.push(at.percentile);
      }
    }
    if (need.top.length || need.bottom.length || need.average || need.percentiles.length)
      needs.set(column, need);
  }
  return [...needs.values()];
}

type Numeric = string | number;
const numeric = (values: readonly (Cell | undefined)[]): Numeric[] =>
  values.filter((value): value is Numeric => typeof value !== "boolean" && asNumber(value) !== null);

function percentile(sorted: readonly Numeric[], p: number): number | null {
  if (sorted.length === 0) return null;
  const place = ((sorted.length - 1) * p) / 100;
  const low = Number(sorted[Math.floor(place)]);
  const high = Number(sorted[Math.ceil(place)]);
  return low + (high - low) * (place - Math.floor(place));
}

const nth = (sorted: readonly Numeric[], ranks: readonly number[]) =>
  Object.fromEntries(ranks.map((n) => [n, sorted[n - 1] ?? null]));

/** The facts of a column from all of its values. */
export function factsOf(values: readonly (Cell | undefined)[], need: FactNeed): ColumnFacts {
  const sorted = numeric(values).sort(compareNumbers);
  const sum = need.average ? sorted.reduce((total: number, value) => total + Number(value), 0) : 0;
  return {
    top: nth(sorted.toReversed(), need.top),
    bottom: nth(sorted, need.bottom),
    ...(need.average ? { average: sorted.length > 0 ? sum / sorted.length : null } : {}),
    percentiles: Object.fromEntries(need.percentiles.map((p) => [p, percentile(sorted, p)])),
  };
}

export interface FactQuery {
  need: FactNeed;
  part: "top" | "bottom" | "all";
  query: QueryInput;
  /** Whose facts they are, where not the column's own. */
  of?: string;
}

/** Where the facts of a measure's cells under all values across are kept; by its name are those of the rows' totals. */
const cellsOf = (column: string) => `${column}@`;

/** The facts as cells under values across see them. */
export const factsUnder = (facts: FormatFacts): FormatFacts => ({
  ...facts,
  ...Object.fromEntries(
    Object.entries(facts).flatMap(([name, known]) =>
      name.endsWith("@") ? [[name.slice(0, -1), known]] : [],
    ),
  ),
});

/**
 * The questions that tell the facts of a table whose rows are not all here: the n best in order, or all values of a column.
 * @param query of the table's rows
 */
export function factQueries(query: QueryInput, needs: readonly FactNeed[]): FactQuery[] {
  const { pivot, ...flat } = query;
  if (!pivot) return flatQueries(query, needs);
  const measures = needs.filter(({ column }) => !isDimension(query, column));
  const plain = measures.filter(({ column }) => plainName(column) === column);
  const cells = { ...flat, dimensions: [...(query.dimensions ?? []), ...pivot.dimensions] };
  return [
    ...flatQueries(
      flat,
      needs.filter((need) => !measures.includes(need)),
    ),
    ...flatQueries({ ...query, ...withoutColumns(query) }, plain),
    ...flatQueries(cells, plain).map((fact) => ({ ...fact, of: cellsOf(fact.need.column) })),
    ...flatQueries(
      query,
      measures.filter((need) => !plain.includes(need)),
    ),
  ];
}

const isDimension = ({ dimensions = [] }: QueryInput, column: string): boolean =>
  dimensions.some((ref) => (typeof ref === "string" ? ref : (ref.as ?? ref.name)) === column);

function flatQueries(query: QueryInput, needs: readonly FactNeed[]): FactQuery[] {
  return needs.flatMap((need) => {
    const { compare, ...rest } = query;
    const name = plainName(need.column);
    const compared = comparisonColumn(name);
    const base: QueryInput = {
      ...rest,
      ...(compared && compare ? { compare } : {}),
      measures: isDimension(query, need.column) ? [] : [compared?.measure ?? name],
      totals: [],
      offset: 0,
    };
    const ranked = (part: "top" | "bottom", direction: "asc" | "desc"): FactQuery[] =>
      need[part].length === 0
        ? []
        : [
            {
              need,
              part,
              query: { ...base, sort: [{ column: need.column, direction }], limit: Math.max(...need[part]) },
            },
          ];
    const all: FactQuery[] =
      need.average || need.percentiles.length > 0
        ? [{ need, part: "all", query: { ...base, sort: [], limit: FACT_ROWS } }]
        : [];
    return [...ranked("top", "desc"), ...ranked("bottom", "asc"), ...all];
  });
}

const valuesOf = (result: Result, column: string): Cell[] => {
  const at = result.columns.findIndex(({ name }) => name === column);
  return at < 0 ? [] : result.rows.map((row) => row[at] ?? null);
};

/** Puts the answers together. What came cut short is left out, rather than told wrong. */
export function readFacts(answers: readonly (FactQuery & { result: Result })[]): FormatFacts {
  const facts: Record<string, ColumnFacts> = {};
  for (const { need, part, result, of = need.column } of answers) {
    const known = facts[of] ?? { top: {}, bottom: {}, percentiles: {} };
    facts[of] = known;
    const read = factsOf(valuesOf(result, need.column), need);
    if (part !== "all") known[part] = read[part];
    else if (!result.meta.truncated) {
      known.percentiles = read.percentiles;
      if (read.average !== undefined) known.average = read.average;
    }
  }
  return facts;
}

/** The facts of a table whose rows are all here. */
export const factsOfRows = (result: Result, needs: readonly FactNeed[]): FormatFacts =>
  Object.fromEntries(
    needs.flatMap((need) => {
      const own = [need.column, factsOf(valuesOf(result, need.column), need)] as const;
      const places = result.columns.flatMap(({ name, pivot }, i) =>
        pivot && plainName(name) === need.column ? [i] : [],
      );
      if (places.length === 0) return [own];
      const cells = result.rows.flatMap((row) => places.map((at) => row[at] ?? null));
      return [own, [cellsOf(need.column), factsOf(cells, need)] as const];
    }),
  );
