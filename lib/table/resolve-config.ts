import { sortList } from "@/lib/table/sort-list";
import type { TableConfig, TablePivot } from "@/lib/table/table-config";
import { DEFAULT_COLUMNS, pivotGrain, pivotName } from "@/lib/table/table-pivot";

export type ConfigField = keyof TableConfig;

/** Every field of a configuration, in the order changes are listed. */
export const CONFIG_FIELDS = [
  "metrics",
  "dimensions",
  "groups",
  "pivot",
  "expanded",
  "subtotals",
  "subtotalLevels",
  "grandTotal",
  "sort",
  "filters",
  "search",
  "frozenColumns",
  "frozenRight",
  "order",
  "hidden",
  "columnWidths",
  "labels",
  "formats",
  "displays",
  "align",
  "wrap",
  "conditionalFormatting",
  "density",
  "pageSize",
  "paging",
] as const satisfies readonly ConfigField[];

/** Fields that have no neutral value: nothing said is not the same as an empty list. */
const OPEN_FIELDS = ["metrics", "pageSize", "dimensions", "subtotalLevels"] as const;
type OpenField = (typeof OPEN_FIELDS)[number];
const isOpen = (field: ConfigField): field is OpenField => OPEN_FIELDS.some((open) => open === field);

/** What a field is when nobody has said anything. */
const UNSET: Required<Omit<TableConfig, OpenField>> = {
  groups: [],
  pivot: { dimensions: [] },
  expanded: {},
  subtotals: "above",
  grandTotal: true,
  frozenRight: [],
  labels: {},
  formats: {},
  displays: {},
  align: {},
  wrap: [],
  sort: [],
  filters: [],
  search: "",
  conditionalFormatting: [],
  columnWidths: {},
  frozenColumns: [],
  hidden: [],
  order: [],
  density: "normal",
  paging: "pages",
};

/**
 * The configuration in force: dashboard default ← view ← URL. A later layer replaces whole fields, so that a view can
 * take a filter away and not only add one.
 */
export function resolveConfig(...layers: readonly (TableConfig | undefined)[]): TableConfig {
  const resolved: TableConfig = {};
  for (const layer of layers) {
    for (const field of CONFIG_FIELDS) {
      if (layer?.[field] !== undefined) Object.assign(resolved, { [field]: layer[field] });
    }
  }
  return resolved;
}

/** A record in one order of its keys. */
const inOrder = (record: object | undefined) =>
  Object.entries(record ?? {})
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]): [string, unknown] => [
      name,
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
        : value,
    ]);
const RECORDS = ["columnWidths", "labels", "formats", "displays", "align", "expanded"] as const;

/** A grain left out, a default said aloud: the same pivot. Nothing across is no pivot, whatever else it says. */
const canonicalPivot = ({ dimensions, limit, sort, rowTotals }: TablePivot = { dimensions: [] }): string =>
  dimensions.length === 0
    ? "[]"
    : JSON.stringify([
        dimensions.map((ref) => [pivotName(ref), pivotGrain(ref) ?? null]),
        limit ?? DEFAULT_COLUMNS,
        (sort ?? []).map(({ column, direction }) => [column, direction]),
        rowTotals ?? true,
      ]);

/** A field in one writing, so that equal settings compare equal. */
function canonical(config: TableConfig, field: ConfigField): string {
  if (field === "sort") return JSON.stringify(sortList(config));
  if (field === "pivot") return canonicalPivot(config.pivot);
  const record = RECORDS.find((name) => name === field);
  if (record) return JSON.stringify(inOrder(config[record]));
  if (isOpen(field)) return JSON.stringify(config[field] ?? null);
  return JSON.stringify(config[field] ?? UNSET[field]);
}

/** The fields in which two configurations differ. */
export function changedFields(saved: TableConfig, current: TableConfig): ConfigField[] {
  return CONFIG_FIELDS.filter((field) => canonical(saved, field) !== canonical(current, field));
}

/**
 * The smallest layer that turns `base` into `wanted`: what the URL must say over a view, or a view over the default.
 * A field that `wanted` no longer sets is written out as its neutral value.
 */
export function configOver(base: TableConfig, wanted: TableConfig): TableConfig {
  const layer: TableConfig = {};
  for (const field of changedFields(base, wanted)) {
    const value = wanted[field] ?? (isOpen(field) ? undefined : UNSET[field]);
    if (value !== undefined) Object.assign(layer, { [field]: value });
  }
  return layer;
}
