/** Which fields a dashboard shows, for search. Pure. */
import type { DashboardSpec } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

/** Every text in a value, and every key: a configuration names columns as both. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** Names and labels of the dimensions and measures the widgets and controls name; a table that chooses no metrics shows all. */
export function fieldsOf(
  { widgets, controls }: Pick<DashboardSpec, "widgets" | "controls">,
  datasets: ReadonlyMap<string, Pick<DatasetInfo, "dimensions" | "measures">>,
): string[] {
  const words = new Set<string>();
  for (const part of [...widgets, ...controls]) {
    const dataset = "dataset" in part ? datasets.get(part.dataset) : undefined;
    if (!dataset) continue;
    const named = new Set(textsIn(part));
    const all = part.type === "table" && part.config.metrics === undefined;
    const shown = [
      ...dataset.dimensions.filter(({ name }) => named.has(name)),
      ...dataset.measures.filter(({ name }) => all || named.has(name)),
    ];
    for (const { name, label } of shown) words.add(name).add(label);
  }
  return [...words];
}
