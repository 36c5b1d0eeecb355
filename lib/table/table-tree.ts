/** A table as a tree of levels: its groups, then its rows, then what its rows drill down to. Pure, for server and browser. */
import { lineFilters } from "@/lib/query/drill";
import type { DimensionRef, Filter, QueryInput, Scalar } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { typedValue } from "@/lib/table/filter-param";
import { dimensionName, type KnownColumn } from "@/lib/table/known-columns";
import { sortList } from "@/lib/table/sort-list";
import type { Expanded, LinePath, TableConfig } from "@/lib/table/table-config";
import { fittingSort, MOST_COLUMNS, ordersByMeasure, pivotInput, pivotRefs } from "@/lib/table/table-pivot";
import { DEFAULT_PAGE_SIZE, tableQuery } from "@/lib/table/table-query";

/** What a table stands on, whatever its configuration. */
export interface TableSource {
  /** The widget's own question under the dashboard's controls. */
  base: QueryInput;
  /** Every column of its dataset. */
  columns: readonly KnownColumn[];
  hierarchies: readonly { levels: readonly string[] }[];
}

export interface TableTree {
  /** The dimensions of each level, coarsest first: one each, but several in the level of the rows. */
  levels: DimensionRef[][];
  /** Which level the rows are: those above are groups, those below are drilled to. */
  rows: number;
  /** The dimensions across; they are no level's. */
  pivot?: DimensionRef[];
}

/** Lines of a group, or of the whole table, as a question. */
export interface LineQuery {
  query: QueryInput;
  /** The level its first dimensions are. */
  level: number;
  /** The level its lines are; levels between are its subtotals. */
  last: number;
  /** Lines are subtotals of that many dimensions: the rows below decide which groups stay, and are not read. */
  folded: number | null;
  /** Lines wanted of those folded ones; of others the query says it. */
  window: Pick<LineWindow, "limit" | "offset">;
}

/** Lines a group shows at first, and how many more at a time. */
export const GROUP_PAGE = 50;

const fieldOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : ref.name);

/** The levels of a table under a configuration. Groups and dimensions the dataset lacks are left out. */
export function tableTree({ base, columns, hierarchies }: TableSource, config: TableConfig): TableTree {
  const own = base.dimensions ?? [];
  const known = new Set(columns.filter(({ kind }) => kind === "dimension").map(({ name }) => name));
  const refs = (names: readonly string[]) =>
    [...new Set(names)].flatMap((name): DimensionRef[] => {
      const listed = own.find((ref) => dimensionName(ref) === name);
      return listed !== undefined ? [listed] : known.has(name) ? [name] : [];
    });
  const wanted = {
    groups: refs(config.groups ?? []),
    rows: refs(config.dimensions ?? own.map(dimensionName)),
  };
  // Rows without any dimension are one line: what would take the last one away stays where it is.
  const pivot: DimensionRef[] = [];
  const left = new Set([...wanted.groups, ...wanted.rows].map(dimensionName));
  for (const ref of pivotRefs(columns, own, config.pivot)) {
    const name = dimensionName(ref);
    if (left.has(name) && left.size === 1) continue;
    left.delete(name);
    pivot.push(ref);
  }
  const across = new Set(pivot.map(dimensionName));
  const groups = wanted.groups.filter((ref) => !across.has(dimensionName(ref)));
  const taken = new Set([...across, ...groups.map(dimensionName)]);
  const rest = wanted.rows.filter((ref) => !taken.has(dimensionName(ref)));
  const levels = groups.map((ref) => [ref]);
  if (rest.length > 0 || groups.length === 0) levels.push(rest);
  const rows = levels.length - 1;
  const names = new Set(levels.flat().map(fieldOf));
  const skipped = new Set(pivot.map(fieldOf));
  for (let next = below(names, hierarchies); next !== null; next = below(names, hierarchies)) {
    names.add(next);
    if (!skipped.has(next)) levels.push([next]);
  }
  return { levels, rows, ...(pivot.length > 0 ? { pivot } : {}) };
}

/** The level under the finest one shown, of the first hierarchy that goes on. */
function below(names: ReadonlySet<string>, hierarchies: TableSource["hierarchies"]): string | null {
  for (const { levels } of hierarchies) {
    const next = levels[levels.findLastIndex((level) => names.has(level)) + 1];
    if (next !== undefined && !names.has(next) && levels.some((level) => names.has(level))) return next;
  }
  return null;
}

/** Dimensions of all levels up to this one, it left out: as many values as a path to its parent has. */
export const valuesAbove = ({ levels }: TableTree, level: number): number =>
  levels.slice(0, level).flat().length;

/** The level of the lines inside a path; null for a path that ends within a level. */
export function levelInside(tree: TableTree, path: readonly Scalar[]): number | null {
  for (let level = 0; level < tree.levels.length; level++)
    if (valuesAbove(tree, level) === path.length) return level;
  return null;
}

/** Two ways of writing a path, from the URL and from an answer, have one key. */
export const pathKey = (path: readonly Scalar[]): string =>
  JSON.stringify(path.map((value) => (value === null ? null : String(value))));

/** How many levels of groups are open from the top. */
export const openLevels = (tree: TableTree, expanded: Expanded | undefined): number => {
  const wanted = expanded?.levels ?? 0;
  return Math.min(wanted === "all" ? tree.rows : wanted, tree.rows);
};

const nameSets = (columns: readonly KnownColumn[]) => ({
  dimensions: columns.filter(({ kind }) => kind === "dimension"),
  measures: columns.filter(({ kind }) => kind === "measure"),
});

/** What keeps the source rows of one line. */
function pathFilters({ columns }: TableSource, tree: TableTree, path: LinePath): Filter[] {
  const names = nameSets(columns);
  const refs = tree.levels.flat();
  return path.flatMap((value, i) => {
    const ref = refs[i];
    const column = names.dimensions.find(({ name }) => ref !== undefined && name === fieldOf(ref));
    if (ref === undefined) return [];
    const read = typeof value === "string" && column ? (typedValue(column, value) ?? value) : value;
    return lineFilters(ref, read, names);
  });
}

/** The text dimensions of the rows and their groups: what a quick search looks through. */
export function searchedDimensions({ columns }: Pick<TableSource, "columns">, tree: TableTree): string[] {
  const texts = new Set(
    columns
      .filter(({ kind, type, aliased }) => kind === "dimension" && type === "string" && !aliased)
      .map(({ name }) => name),
  );
  const shown = tree.levels
    .slice(0, tree.rows + 1)
    .flat()
    .map(fieldOf);
  return [...new Set(shown)].filter((name) => texts.has(name));
}

export interface LineWindow {
  limit: number;
  offset: number;
  /** Levels of groups below the first that are open. */
  open?: number;
  /** Whether to ask what all lines come to. */
  total?: boolean;
  /** Lines in the columns of another question, which their own must not cut. */
  within?: boolean;
}

/**
 * The lines inside one line of a table, `open` levels of them.
 * A filter on measures tells which rows stay, at the level of the rows: groups are those of the rows kept, and inside a row
 * all of it is shown.
 */
export function lineQuery(
  source: TableSource,
  config: TableConfig,
  path: LinePath,
  { open = 0, total = false, within = false, ...window }: LineWindow,
): LineQuery {
  const tree = tableTree(source, config);
  const level = levelInside(tree, path) ?? 0;
  const inside = valuesAbove(tree, level) === path.length ? path : [];
  const last = Math.max(level, Math.min(level + open, tree.rows));
  const measures = new Set(nameSets(source.columns).measures.map(({ name }) => name));
  const onMeasures = [...(source.base.filters ?? []), ...(config.filters ?? [])].some(({ name }) =>
    measures.has(name),
  );
  const folds = onMeasures && last < tree.rows;
  const dimensions = tree.levels.slice(level, (folds ? tree.rows : last) + 1).flat();
  const across = pivotInput(tree.pivot ?? [], config.pivot);
  const base = {
    ...source.base,
    ...(across
      ? {
          pivot:
            within && ordersByMeasure(across, source.columns) ? { ...across, limit: MOST_COLUMNS } : across,
        }
      : {}),
    dimensions,
    filters: [...(source.base.filters ?? []), ...pathFilters(source, tree, inside)],
  };
  const { filters = [], ...query } = tableQuery(
    base,
    { ...config, sort: fittingSort(sortList(config), tree.pivot ?? [], source.columns) },
    1,
  );
  const kept = level > tree.rows ? filters.filter(({ name }) => !measures.has(name)) : filters;
  // A rule may name a dimension of another level: that is no measure.
  const groups = valuesAbove(tree, tree.rows) - valuesAbove(tree, level);
  const searched = config.search ? searchedDimensions(source, tree) : [];
  const named = new Set(tree.levels.flat().map(dimensionName));
  for (const { name } of nameSets(source.columns).dimensions) named.add(name);
  return {
    query: {
      ...query,
      ...(query.measures ? { measures: query.measures.filter((name) => !named.has(name)) } : {}),
      filters: kept,
      ...(config.search && searched.length > 0
        ? { search: { text: config.search, dimensions: searched } }
        : {}),
      totals: [
        ...(total ? ["grand" as const] : []),
        ...(folds || last > level ? ["subtotals" as const] : []),
      ],
      // The dimensions of a row are one level: their groups have no lines, and must not order rows.
      ...(groups > 0 && groups < dimensions.length - 1 && (folds || last > level) ? { groups } : {}),
      limit: folds ? 0 : window.limit,
      offset: folds ? 0 : window.offset,
    },
    level,
    last,
    folded: folds ? tree.levels.slice(level, last + 1).flat().length : null,
    window,
  };
}

/** Rows that come with the HTML where rows scroll: more than any screen shows. */
const FIRST_ROWS = 60;

/** One page of a table, from the top or of the line one has drilled into. @param page from 1 */
export function rootQuery(
  source: TableSource,
  config: TableConfig,
  { page, into = [] }: { page: number; into?: LinePath | undefined },
): LineQuery {
  const tree = tableTree(source, config);
  const level = levelInside(tree, into) ?? 0;
  const limit = config.pageSize ?? DEFAULT_PAGE_SIZE;
  const asked = lineQuery(source, config, into, {
    open: Math.max(0, openLevels(tree, config.expanded) - level),
    total: config.grandTotal !== false,
    limit,
    offset: (Math.max(1, page) - 1) * limit,
  });
  if (!scrolls(config, asked)) return asked;
  return {
    ...asked,
    query: { ...asked.query, limit: FIRST_ROWS },
    window: { ...asked.window, limit: FIRST_ROWS },
  };
}

/** Why a table's lines can't come in one scroll. */
export type ScrollBar = "pivot" | "open" | "folded";

/**
 * What keeps a table's lines from coming in one scroll; null where each of them is a row of its question. With open groups or lines
 * they are not, and such a table goes on in pages, as one with values across does: a kept reading has rows alone.
 */
export function scrollBar(
  { expanded }: Pick<TableConfig, "expanded">,
  { query, level, last, folded }: Pick<LineQuery, "query" | "level" | "last" | "folded">,
): ScrollBar | null {
  if (query.pivot) return "pivot";
  if (folded !== null) return "folded";
  return level !== last || expanded?.open?.length ? "open" : null;
}

/** Whether a table's lines come in one scroll: somebody wants it, and nothing bars it. */
export const scrolls = (
  config: Pick<TableConfig, "paging" | "expanded">,
  asked: Pick<LineQuery, "query" | "level" | "last" | "folded">,
): boolean => config.paging === "scroll" && scrollBar(config, asked) === null;

/**
 * The table's question for its rows, whatever is closed or drilled into: what rules know of all rows, they know of these.
 * `asked` itself where that is what it asks.
 */
export function dataQuery(source: TableSource, config: TableConfig, asked: LineQuery): LineQuery {
  const { rows } = tableTree(source, config);
  if (asked.level === 0 && asked.last === rows && asked.folded === null) return asked;
  return lineQuery(source, config, [], { open: rows, ...asked.window });
}

/** An answer's lines at the question's last level, and how many there are where the answer tells. */
export function linesIn(
  { folded, window }: Pick<LineQuery, "folded" | "window">,
  result: Result,
): { rows: readonly Cell[][]; total: number | null; more: boolean } {
  if (folded === null) return { rows: result.rows, total: null, more: result.meta.truncated };
  const rows = result.subtotals?.find(({ dimensions }) => dimensions.length === folded)?.rows ?? [];
  const end = window.offset + window.limit;
  return { rows: rows.slice(window.offset, end), total: rows.length, more: rows.length > end };
}
