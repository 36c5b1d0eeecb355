/** What a click on a field does to a table's configuration. Pure. */
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { putAcross, takeOffAcross } from "@/lib/table/change-structure";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { plainName } from "@/lib/table/pivot-column";
import { sortList } from "@/lib/table/sort-list";
import type { TableConfig } from "@/lib/table/table-config";
import { pivotName } from "@/lib/table/table-pivot";

const measureOf = (name: string) => comparisonColumn(name)?.measure ?? name;

/** The dimensions chosen: of the rows in their order, those the rows are grouped by first, and those across. */
export function chosenDimensions({ dimensions = [], groups = [], pivot }: TableConfig): {
  rows: string[];
  across: string[];
} {
  const across = (pivot?.dimensions ?? []).map(pivotName);
  const rows = [...new Set([...groups, ...dimensions])].filter((name) => !across.includes(name));
  return { rows, across };
}

/** The measures chosen, each once, whether themselves or in comparison. */
export const chosenMeasures = ({ metrics = [] }: TableConfig): string[] => [
  ...new Set(metrics.map(measureOf)),
];

/** What sorted by a column that has gone sorts no more. */
const sortWithout = (now: TableConfig, gone: (column: string) => boolean): Pick<TableConfig, "sort"> => {
  const left = sortList(now).filter(({ column }) => !gone(plainName(column)));
  return left.length < sortList(now).length ? { sort: left } : {};
};

/** Adds a dimension to the rows, or takes it away from wherever it stands. */
export function toggleDimension(now: TableConfig, name: string): TableConfig {
  const { rows, across } = chosenDimensions(now);
  if (across.includes(name))
    return { ...takeOffAcross(now, name), dimensions: (now.dimensions ?? []).filter((one) => one !== name) };
  if (!rows.includes(name)) return { dimensions: [...(now.dimensions ?? []), name], expanded: {} };
  return {
    dimensions: (now.dimensions ?? []).filter((one) => one !== name),
    ...(now.groups?.includes(name) ? { groups: now.groups.filter((one) => one !== name) } : {}),
    expanded: {},
    ...sortWithout(now, (column) => column === name),
  };
}

/** Moves a chosen dimension from the rows to the columns, or back. */
export function turnDimension(now: TableConfig, name: string, isTime: boolean): TableConfig {
  if (chosenDimensions(now).across.includes(name)) {
    const dimensions = [...(now.dimensions ?? []).filter((one) => one !== name), name];
    return { ...takeOffAcross(now, name), dimensions };
  }
  return putAcross(now, name, isTime ? "month" : undefined);
}

/** Shows or hides a measure, with its change where a comparison is asked for. */
export function toggleMeasure(now: TableConfig, name: string, compared: boolean): TableConfig {
  const { metrics = [] } = now;
  if (!metrics.some((one) => measureOf(one) === name))
    return { metrics: [...metrics, name, ...(compared ? [`${name}__change`] : [])] };
  return {
    metrics: metrics.filter((one) => measureOf(one) !== name),
    ...sortWithout(now, (column) => measureOf(column) === name),
  };
}

/** The measures in another order, each with its comparisons behind it. */
export function orderMeasures({ metrics = [] }: TableConfig, order: readonly string[]): TableConfig {
  return { metrics: order.flatMap((name) => metrics.filter((one) => measureOf(one) === name)) };
}

/** The rows' dimensions in another order; groups stay before the others. */
export function orderDimensions(now: TableConfig, order: readonly string[]): TableConfig {
  const sorted = (names: readonly string[]) => order.filter((name) => names.includes(name));
  return {
    dimensions: sorted(now.dimensions ?? []),
    ...(now.groups ? { groups: sorted(now.groups) } : {}),
    expanded: {},
  };
}

/** Shows each measure's change beside it, or takes all comparisons away. */
export function compareMeasures(now: TableConfig, compared: boolean): TableConfig {
  const plain = chosenMeasures(now);
  const { metrics = [] } = now;
  if (!compared)
    return {
      metrics: plain,
      ...sortWithout(now, (column) => comparisonColumn(column) !== null),
    };
  if (metrics.some((one) => comparisonColumn(one))) return {};
  return { metrics: plain.flatMap((name) => [name, `${name}__change`]) };
}

/** The dimensions under their hierarchies, each once, then those of none. */
export function groupDimensions({
  dimensions,
  hierarchies,
}: Pick<DatasetInfo, "dimensions" | "hierarchies">): { label: string | null; names: string[] }[] {
  const taken = new Set<string>();
  const groups = hierarchies.flatMap(({ label, levels }) => {
    const names = levels.filter((name) => !taken.has(name));
    for (const name of names) taken.add(name);
    return names.length > 0 ? [{ label, names }] : [];
  });
  const rest = dimensions.map(({ name }) => name).filter((name) => !taken.has(name));
  return [...(rest.length > 0 ? [{ label: null, names: rest }] : []), ...groups];
}
