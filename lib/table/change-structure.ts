/** What a viewer's hand does to a table's structure, as changes of its configuration. Pure. */
import type { Grain, Scalar } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import type { LinePath, TableConfig, TablePivot } from "@/lib/table/table-config";
import { pivotName } from "@/lib/table/table-pivot";
import { pathKey } from "@/lib/table/table-tree";

const without = (paths: readonly LinePath[] | undefined, path: readonly Scalar[]): LinePath[] =>
  (paths ?? []).filter((other) => pathKey(other) !== pathKey(path));

/** Most lines that are opened, or closed, one by one. */
const MOST_PATHS = 200;
const latest = (paths: LinePath[]): LinePath[] => paths.slice(-MOST_PATHS);

/**
 * Opens or closes one line.
 * @param byLevel whether its level is open as a whole: then it is told apart only where it is closed
 */
export function toggleLine(
  { expanded = {} }: TableConfig,
  path: LinePath,
  { open, byLevel }: { open: boolean; byLevel: boolean },
): TableConfig {
  const opened = without(expanded.open, path);
  const closed = without(expanded.closed, path);
  if (open && byLevel) closed.push(path);
  if (!open && !byLevel) opened.push(path);
  return { expanded: tidy({ levels: expanded.levels, open: latest(opened), closed: latest(closed) }) };
}

/** All groups down to a level, and nothing but them. */
export const openTo = (levels: number | "all"): TableConfig => ({ expanded: levels === 0 ? {} : { levels } });

function tidy({
  levels,
  open,
  closed,
}: {
  levels: number | "all" | undefined;
  open: LinePath[];
  closed: LinePath[];
}): NonNullable<TableConfig["expanded"]> {
  return {
    ...(levels === undefined || levels === 0 ? {} : { levels }),
    ...(open.length > 0 ? { open } : {}),
    ...(closed.length > 0 ? { closed } : {}),
  };
}

/** Other groups: what was open were lines of the old ones. */
export const groupBy = (groups: readonly string[]): TableConfig => ({
  groups: [...new Set(groups)].slice(0, 10),
  expanded: {},
});

/**
 * Puts a column where another stands, among those shown. Each zone, frozen or not, has an order of its own. Under values across a
 * metric has one place among its neighbours, the same under all.
 */
export function moveColumn(
  config: TableConfig,
  shown: readonly string[],
  columns: readonly KnownColumn[],
  name: string,
  onto: string,
): TableConfig {
  const kinds = [...new Set(shown.map(plainName))];
  const moved = plainName(name);
  const from = kinds.indexOf(moved);
  const to = kinds.indexOf(plainName(onto));
  if (from < 0 || to < 0 || from === to) return {};
  const order = kinds.filter((other) => other !== moved);
  order.splice(to, 0, moved);
  const place = (names: readonly string[] | undefined) =>
    names && [...names].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const isDimension = (one: string) => columns.some((c) => c.name === one && c.kind === "dimension");
  const metrics = order.filter((one) => !isDimension(one));
  const frozen = config.frozenColumns?.filter((one) => order.includes(one));
  return {
    order,
    ...(config.metrics && metrics.length > 0 ? { metrics } : {}),
    ...(frozen ? { frozenColumns: place(frozen) ?? [] } : {}),
  };
}

/** Other settings of the columns across. */
export const changePivot = ({ pivot }: TableConfig, fields: Partial<TablePivot>): TableConfig => ({
  pivot: { dimensions: [], ...pivot, ...fields },
});

/** Puts a dimension across, last, or gives one that is there another unit of time. The lines opened were of other rows. */
export function putAcross(now: TableConfig, name: string, grain?: Grain): TableConfig {
  const ref = grain ? { name, grain } : name;
  const before = now.pivot?.dimensions ?? [];
  if (before.some((one) => pivotName(one) === name))
    return changePivot(now, { dimensions: before.map((one) => (pivotName(one) === name ? ref : one)) });
  return { ...changePivot(now, { dimensions: [...before, ref].slice(0, 5) }), expanded: {} };
}

/** Takes a dimension off the columns; what it ordered there goes with it. */
export function takeOffAcross(now: TableConfig, name: string): TableConfig {
  const dimensions = (now.pivot?.dimensions ?? []).filter((one) => pivotName(one) !== name);
  if (dimensions.length === 0) return { pivot: { dimensions: [] }, expanded: {} };
  const { sort, ...rest } = { dimensions: [], ...now.pivot };
  const left = sort?.filter(({ column }) => column !== name);
  return { pivot: { ...rest, dimensions, ...(left?.length ? { sort: left } : {}) }, expanded: {} };
}
