import { sortList, type TableConfig } from "@/lib/table/table-config";

export type ConfigField = keyof TableConfig;

/** Every field of a configuration, in the order changes are listed. */
export const CONFIG_FIELDS = [
  "metrics",
  "sort",
  "filters",
  "frozenColumns",
  "order",
  "hidden",
  "columnWidths",
  "conditionalFormatting",
  "density",
  "pageSize",
] as const satisfies readonly ConfigField[];

/** What a field is when nobody has said anything. */
const UNSET: Required<Omit<TableConfig, "metrics" | "pageSize">> = {
  sort: [],
  filters: [],
  conditionalFormatting: [],
  columnWidths: {},
  frozenColumns: [],
  hidden: [],
  order: [],
  density: "normal",
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

/** A field in one writing, so that equal settings compare equal. */
function canonical(config: TableConfig, field: ConfigField): string {
  if (field === "sort") return JSON.stringify(sortList(config));
  if (field === "columnWidths")
    return JSON.stringify(Object.entries(config.columnWidths ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (field === "metrics" || field === "pageSize") return JSON.stringify(config[field] ?? null);
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
    const value = wanted[field] ?? (field === "metrics" || field === "pageSize" ? undefined : UNSET[field]);
    if (value !== undefined) Object.assign(layer, { [field]: value });
  }
  return layer;
}
