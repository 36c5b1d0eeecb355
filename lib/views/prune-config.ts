/** Views outlive their datasets' columns. Pure. */
import type { TableWidget } from "@/lib/dashboards/schema";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { pruneFormats } from "@/lib/table/format-columns";
import { dimensionName } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import type { TableConfig } from "@/lib/table/table-config";
import { pivotName } from "@/lib/table/table-pivot";

interface Names {
  dimensions: readonly { name: string }[];
  measures: readonly { name: string }[];
}

/**
 * A view's configuration without metrics, dimensions, groups, sorts, filters and formats on columns that are no more; a query
 * naming one would fail.
 * A list of which nothing is left gives way to the default. Fields that only draw may keep unknown names.
 */
export function pruneConfig(
  config: TableConfig,
  widget: Pick<TableWidget, "dimensions">,
  dataset: Names,
): { config: TableConfig; dropped: string[] } {
  const measures = new Set(dataset.measures.map(({ name }) => name));
  const columns = new Set([
    ...measures,
    ...dataset.dimensions.map(({ name }) => name),
    ...widget.dimensions.map(dimensionName),
  ]);
  const dropped = new Set<string>();
  const keep = <T>(items: readonly T[], nameOf: (item: T) => string, known: ReadonlySet<string>): T[] =>
    items.filter((item) => {
      const name = nameOf(item);
      const plain = plainName(name);
      const found = known.has(comparisonColumn(plain)?.measure ?? plain);
      if (!found) dropped.add(name);
      return found;
    });
  const pruned: TableConfig = { ...config };
  const put = <K extends "metrics" | "sort" | "filters" | "dimensions" | "groups">(
    field: K,
    kept: TableConfig[K],
    left: number,
    had: number,
  ) => {
    if (left > 0 || had === 0) pruned[field] = kept;
    else delete pruned[field];
  };
  if (config.metrics) {
    const kept = keep(config.metrics, (name) => name, measures);
    put("metrics", kept, kept.length, config.metrics.length);
  }
  const dimensions = new Set([
    ...dataset.dimensions.map(({ name }) => name),
    ...widget.dimensions.map(dimensionName),
  ]);
  for (const field of ["dimensions", "groups"] as const) {
    const names = config[field];
    if (!names) continue;
    const kept = keep(names, (name) => name, dimensions);
    put(field, kept, kept.length, names.length);
    // Paths are values in the order of the groups: with other groups they mean nothing.
    if (kept.length < names.length) delete pruned.expanded;
  }
  if (config.pivot) {
    const kept = keep(config.pivot.dimensions, pivotName, dimensions);
    if (kept.length > 0 || config.pivot.dimensions.length === 0)
      pruned.pivot = { ...config.pivot, dimensions: kept };
    else delete pruned.pivot;
    if (kept.length < config.pivot.dimensions.length) delete pruned.expanded;
  }
  if (config.sort) {
    const list = Array.isArray(config.sort) ? config.sort : [config.sort];
    const kept = keep(list, ({ column }) => column, columns);
    put("sort", kept.length === list.length ? config.sort : kept, kept.length, list.length);
  }
  if (config.filters) {
    const kept = keep(config.filters, ({ name }) => name, columns);
    put("filters", kept, kept.length, config.filters.length);
  }
  if (config.displays)
    pruned.displays = Object.fromEntries(
      keep(
        Object.entries(config.displays),
        ([name, display]) => (display.kind === "progress" && display.of) || name,
        columns,
      ),
    );
  if (config.conditionalFormatting) {
    const kept = knownFormats(config, widget, dataset);
    pruned.conditionalFormatting = kept.formats;
    for (const name of kept.dropped) dropped.add(name);
  }
  return { config: pruned, dropped: [...dropped] };
}

/** The formats whose columns the table has: its own dimensions and the measures. */
export function knownFormats(
  { conditionalFormatting = [] }: Pick<TableConfig, "conditionalFormatting">,
  widget: Pick<TableWidget, "dimensions">,
  { measures }: Names,
): ReturnType<typeof pruneFormats> {
  const own = new Set([...measures.map(({ name }) => name), ...widget.dimensions.map(dimensionName)]);
  return pruneFormats(conditionalFormatting, (name) =>
    own.has(comparisonColumn(plainName(name))?.measure ?? plainName(name)),
  );
}
