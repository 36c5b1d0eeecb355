/** A table's configuration, changed by the panels its readers have too. Pure. */
import type { DashboardSpec, TableWidget } from "@/lib/dashboards/schema";
import { mapWidgets } from "@/lib/editor/set-widget";
import type { DimensionRef } from "@/lib/query/query";
import { dimensionName } from "@/lib/table/known-columns";
import { configOver, resolveConfig } from "@/lib/table/resolve-config";
import type { TableConfig } from "@/lib/table/table-config";
import { pivotName } from "@/lib/table/table-pivot";

/**
 * The dimensions of the rows where the widget itself lists them: what a reader's own view would say over it, an editor says in it.
 * Those that are grouped by or stand across stay listed for the units of time and the names they have there.
 */
function foldDimensions(widget: TableWidget): TableWidget {
  const { dimensions, ...config } = widget.config;
  if (!dimensions) return widget;
  const own = new Map(widget.dimensions.map((ref) => [dimensionName(ref), ref] as const));
  const across = (config.pivot?.dimensions ?? []).map(pivotName).filter((name) => own.has(name));
  const names = [...new Set([...dimensions, ...(config.groups ?? []), ...across])];
  if (names.length === 0) return widget;
  return { ...widget, dimensions: names.map((name): DimensionRef => own.get(name) ?? name), config };
}

/** One column to sort by is written as people write it, and not as a list of one. */
const shortSort = (sort: NonNullable<TableConfig["sort"]>): TableConfig["sort"] =>
  Array.isArray(sort) && sort.length === 1 ? sort[0] : sort;

/** Puts fields over a table's configuration; what says no more than nothing is left out of it. */
export const changeTable = (
  spec: DashboardSpec,
  id: string,
  fields: TableConfig | ((now: TableConfig) => TableConfig),
): DashboardSpec =>
  mapWidgets(spec, [id], (widget) => {
    if (widget.type !== "table") return widget;
    const now = resolveConfig(widget.config);
    const asked = typeof fields === "function" ? fields(now) : fields;
    const wanted = { ...now, ...asked, ...(asked.sort ? { sort: shortSort(asked.sort) } : {}) };
    const next = foldDimensions({ ...widget, config: configOver({}, wanted) });
    return JSON.stringify(next) === JSON.stringify(widget) ? widget : next;
  });
