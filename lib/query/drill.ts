/** From a line of an answer to the question behind it. Pure and safe in the browser. */
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { DimensionRef, Filter, Grain, QueryInput } from "@/lib/query/query";
import { addDays, addMonths, type Day } from "@/lib/query/relative-date";
import type { Cell } from "@/lib/query/result";

type Names = {
  dimensions: readonly Pick<DatasetInfo["dimensions"][number], "name" | "type">[];
  measures: readonly Pick<DatasetInfo["measures"][number], "name">[];
};

const nameOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : ref.name);
const columnOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : (ref.as ?? ref.name));

/**
 * The level below the finest one shown: the next of the first hierarchy that holds the last dimension and goes on, unless it is
 * shown already. Null where none does.
 */
export function nextLevel(
  dimensions: readonly DimensionRef[],
  hierarchies: readonly { levels: readonly string[] }[],
): string | null {
  const names = dimensions.map(nameOf);
  const last = names.at(-1);
  for (const { levels } of hierarchies) {
    const at = last === undefined ? -1 : levels.indexOf(last);
    const next = levels[at + 1];
    if ((last === undefined || at >= 0) && next !== undefined && !names.includes(next)) return next;
  }
  return null;
}

export interface DrillLine {
  /** The line's values in the first dimensions, as many as its level has: none of the grand total. */
  values: readonly Cell[];
  /** Of a line of what `top` left out: its dimension, null in `values`, and the values that were kept. */
  others?: { dimension: string; kept: readonly Cell[] };
}

/**
 * The question whose lines make up one line of an answer, and whose grand total is that line: of a row the level `into`, of a
 * subtotal or the grand total the next of the question's own dimensions, of “others” the values it stands for. Null where
 * nothing is left to ask, and where no question says it: a filter can leave out days, but not whole hours, nor too many years' days.
 * @param dataset the names and types of what was asked
 * @param into the level below the rows; where there is none, or filters on measures need all dimensions, the rows' own stay
 */
export function drillQuery(
  query: QueryInput,
  dataset: Names,
  { values, others }: DrillLine,
  into: DimensionRef | null,
): QueryInput | null {
  const dimensions = query.dimensions ?? [];
  const measures = new Set(dataset.measures.map(({ name }) => name));
  const onMeasures = (query.filters ?? []).filter(({ name }) => measures.has(name));
  const onDimensions = (query.filters ?? []).filter(({ name }) => !measures.has(name));
  const line = dimensions.slice(0, values.length).flatMap((ref, i): Filter[] => {
    if (others?.dimension === columnOf(ref)) return [];
    return lineFilters(ref, values[i] ?? null, dataset);
  });
  const ranked = dimensions.find((ref) => columnOf(ref) === others?.dimension);
  const rest = ranked === undefined ? null : restFilter(ranked, others?.kept ?? []);
  if (ranked !== undefined && rest === null) return null;
  const isRow = values.length === dimensions.length && !others;
  // A filter on measures tells which groups of all dimensions, a pivot's too, stay: where a line is several groups, or may be none
  // (the whole, filtered away), they must be told again.
  const isGroup = isRow && dimensions.length > 0 && !query.pivot;
  const kept = isGroup ? [] : onMeasures;
  const below = others
    ? dimensions.filter((ref) => columnOf(ref) === others.dimension)
    : dimensions.slice(values.length, values.length + 1);
  const next = kept.length > 0 ? dimensions : !isRow ? below : into === null ? [] : [into];
  if (next.length + (query.measures ?? []).length === 0) return null;
  const { top: _top, calculations: _calculations, offset: _offset, sort = [], ...asked } = query;
  const columns = new Set([...next.map(columnOf), ...(query.measures ?? [])]);
  return {
    ...asked,
    dimensions: next,
    filters: [...onDimensions, ...kept, ...line, ...(rest ? [rest] : [])],
    sort: sort.filter(({ column }) =>
      columns.has(column.replace(/(__(previous|delta|change))?(@\[.*)?$/, "")),
    ),
    totals: ["grand"],
  };
}

const MONTHS: Partial<Record<Grain, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscal_quarter: 3,
  fiscal_year: 12,
};

/** The last day of the unit that begins on `day`. */
export function lastDay(day: Day, grain: Grain): Day {
  const months = MONTHS[grain];
  const after = months ? addMonths(day, months) : addDays(day, grain === "week" ? 7 : 1);
  return (after && addDays(after, -1)) ?? day;
}

/** As many as a filter takes. */
const MOST_VALUES = 10_000;

/** What leaves out exactly the rows with one of these values of a dimension, cut to its grain; null where a filter can't. */
function restFilter(ref: DimensionRef, kept: readonly Cell[]): Filter | null {
  const name = nameOf(ref);
  const grain = typeof ref === "string" ? undefined : ref.grain;
  if (grain === "hour") return null;
  const values: Cell[] = [];
  for (const value of kept) {
    const last = grain && value !== null ? lastDay(String(value), grain) : value;
    for (let day: Cell = value; ; day = addDays(String(day), 1)) {
      if (values.push(day) > MOST_VALUES) return null;
      if (day === last || day === null) break;
    }
  }
  return { name, op: "nin", values };
}

/** What keeps exactly the rows with this value of a dimension, cut to its grain. */
export function lineFilters(ref: DimensionRef, value: Cell, { dimensions }: Names): Filter[] {
  const name = nameOf(ref);
  if (value === null) return [{ name, op: "is_null", values: [] }];
  const grain = typeof ref === "string" ? undefined : ref.grain;
  const isTime = dimensions.find((dimension) => dimension.name === name)?.type === "time";
  const text = String(value);
  if (grain === "hour") {
    const end = new Date(Date.parse(text) + 3_600_000).toISOString();
    return [
      { name, op: "gte", values: [text] },
      { name, op: "lt", values: [end] },
    ];
  }
  if (!grain || (grain === "day" && !isTime)) return [{ name, op: "eq", values: [value] }];
  return [{ name, op: "between", values: [text, lastDay(text, grain)] }];
}
