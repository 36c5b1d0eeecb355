/** The questions behind the sparklines of a table's lines, and their answers by line. Pure. */
import type { DimensionRef, Filter, QueryInput, Scalar } from "@/lib/query/query";
import { countDays, type Day, resolveDay } from "@/lib/query/relative-date";
import type { Cell, Result } from "@/lib/query/result";
import { typedValue } from "@/lib/table/filter-param";
import { dimensionName } from "@/lib/table/known-columns";
import { type Spark, type SparkGrain, sparkDays, sparkGrain, sparkOf } from "@/lib/table/sparkline";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import {
  pathKey,
  searchedDimensions,
  type TableSource,
  tableTree,
  valuesAbove,
} from "@/lib/table/table-tree";

/** Cells of one answer: the most the engine gives. */
const MOST_CELLS = 100_000;
/** Lines of one question. */
const MOST_LINES = 1000;

export interface SparkRange {
  name: string;
  from: Day;
  to: Day;
  grain: SparkGrain;
}

/** The dashboard's dates as days, and how fine they are drawn; null where the table has none or stands on them itself. */
export function sparkRange(
  { base, columns }: Pick<TableSource, "base" | "columns">,
  now: Date,
  zone: string,
): SparkRange | null {
  const { time } = base;
  if (
    !time ||
    !columns.some(({ kind, name, type }) => kind === "dimension" && name === time.name && isTime(type))
  )
    return null;
  const from = resolveDay(time.from, "from", now, zone);
  const to = resolveDay(time.to, "to", now, zone);
  return from && to && from <= to ? { name: time.name, from, to, grain: sparkGrain(from, to) } : null;
}

const isTime = (type: string) => type === "date" || type === "time";
const fieldOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : ref.name);

export interface SparkQuery {
  /** The lines it is about. */
  paths: LinePath[];
  /** Dimensions a line's path has. */
  depth: number;
  measures: string[];
  range: SparkRange;
  query: QueryInput;
}

/**
 * One question a level for all of its lines: the table's own, by time, of the lines' values alone. Lines that have no course of
 * their own are in none: those along time itself, and sums under a filter on measures, which tells rows and not days.
 */
export function sparkQueries(
  source: TableSource,
  config: TableConfig,
  paths: readonly LinePath[],
  measures: readonly string[],
  range: SparkRange,
): SparkQuery[] {
  if (measures.length === 0) return [];
  const tree = tableTree(source, config);
  const refs = tree.levels.flat();
  const isMeasure = (name: string) =>
    source.columns.some((column) => column.kind === "measure" && column.name === name);
  const filters = [...(source.base.filters ?? []), ...(config.filters ?? [])];
  const rowDepth = valuesAbove(tree, tree.rows + 1);
  const summed = filters.some(({ name }) => isMeasure(name));
  const { compare: _c, pivot: _p, calculations: _a, top: _t, sort: _s, ...base } = source.base;
  // Rows found are wholly in their values; what is above them counts only those.
  const searched = config.search ? searchedDimensions(source, tree) : [];
  const search =
    config.search && searched.length > 0 ? { text: config.search, dimensions: searched } : undefined;
  const most = Math.max(
    1,
    Math.min(MOST_LINES, Math.floor(MOST_CELLS / countDays(range.from, range.to) / measures.length)),
  );

  const byDepth = new Map<number, Map<string, LinePath>>();
  for (const path of paths) {
    const along = refs.slice(0, path.length).some((ref) => fieldOf(ref) === range.name);
    if (along || (summed && path.length < rowDepth)) continue;
    const lines = byDepth.get(path.length) ?? new Map<string, LinePath>();
    byDepth.set(path.length, lines.set(pathKey(path), path));
  }
  return [...byDepth].flatMap(([depth, lines]) => {
    const all = [...lines.values()];
    const dimensions = refs.slice(0, depth);
    return Array.from({ length: Math.ceil(all.length / most) }, (_, i): SparkQuery => {
      const part = all.slice(i * most, (i + 1) * most);
      return {
        paths: part,
        depth,
        measures: [...measures],
        range,
        query: {
          ...base,
          dimensions: [...dimensions, { name: range.name, grain: range.grain }],
          measures: [...measures],
          filters: [
            ...filters.filter(({ name }) => !isMeasure(name)),
            ...dimensions.flatMap((ref, at) => keyFilter(source, ref, part, at)),
          ],
          ...(search && depth < rowDepth ? { search } : {}),
          totals: [],
          limit: MOST_CELLS,
        },
      };
    });
  });
}

/** Keeps the lines' values of one dimension; where values are cut to a grain all are read, and found again by line. */
function keyFilter(
  { columns }: TableSource,
  ref: DimensionRef,
  paths: readonly LinePath[],
  at: number,
): Filter[] {
  if (typeof ref !== "string" && ref.grain) return [];
  const column = columns.find(({ kind, name }) => kind === "dimension" && name === fieldOf(ref));
  const values = new Map<string, Scalar>();
  for (const path of paths) {
    const value = path[at] ?? null;
    const typed = typeof value === "string" && column ? (typedValue(column, value) ?? value) : value;
    values.set(JSON.stringify(typed), typed);
  }
  return [{ name: fieldOf(ref), op: "in", values: [...values.values()] }];
}

/** A line's courses, by measure. */
export type LineSparks = ReadonlyMap<string, Spark>;

/** The courses of every line asked for, by {@link pathKey}; null for an answer that was cut, which would draw lines that never were. */
export function readSparks(asked: SparkQuery, result: Result): Map<string, LineSparks> | null {
  if (result.meta.truncated) return null;
  const { range, depth, measures } = asked;
  const place = (name: string) => result.columns.findIndex((column) => column.name === name);
  const [timeAt, measureAt] = [place(range.name), measures.map(place)];
  const names = asked.query.dimensions?.slice(0, depth).map(dimensionName) ?? [];
  const keyAt = names.map(place);
  const found = new Map<string, Map<Day, Cell>[]>();
  let known: Day | undefined;
  for (const row of result.rows) {
    const day = row[timeAt];
    if (typeof day !== "string") continue;
    known ??= day.slice(0, 10);
    const key = pathKey(keyAt.map((at) => row[at] ?? null));
    const lines = found.get(key) ?? measures.map(() => new Map<Day, Cell>());
    found.set(key, lines);
    measureAt.forEach((at, i) => {
      lines[i]?.set(day.slice(0, 10), row[at] ?? null);
    });
  }
  const days = sparkDays(range.from, range.to, range.grain, known ?? range.from);
  return new Map(
    asked.paths.map((path) => {
      const lines = found.get(pathKey(path));
      const sparks = measures.map((name, i): [string, Spark] => [
        name,
        sparkOf(days, lines?.[i] ?? new Map()),
      ]);
      return [pathKey(path), new Map(sparks)];
    }),
  );
}
