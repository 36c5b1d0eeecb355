/** What a viewer's hand does to a table's structure, as changes of its configuration. Pure. */
import type { Scalar } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
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

/** Puts a column where another stands, among those shown. Each zone, frozen or not, has an order of its own. */
export function moveColumn(
  config: TableConfig,
  shown: readonly string[],
  columns: readonly KnownColumn[],
  name: string,
  onto: string,
): TableConfig {
  const from = shown.indexOf(name);
  const to = shown.indexOf(onto);
  if (from < 0 || to < 0 || from === to) return {};
  const order = shown.filter((other) => other !== name);
  order.splice(to, 0, name);
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
