/** Which fields a dashboard shows, for search. Pure. */
import { isSwitch } from "@/lib/dashboards/control-kinds";
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
  const add = (id: string, named: ReadonlySet<string>, all = false) => {
    const { dimensions = [], measures = [] } = datasets.get(id) ?? {};
    const shown = [
      ...dimensions.filter(({ name }) => named.has(name)),
      ...measures.filter(({ name }) => all || named.has(name)),
    ];
    for (const { name, label } of shown) words.add(name).add(label);
  };
  for (const part of [...widgets, ...controls])
    if ("dataset" in part)
      add(part.dataset, new Set(textsIn(part)), part.type === "table" && part.config.metrics === undefined);
  // What a switch offers is shown by widgets, of whichever dataset has it.
  const offered = new Set(
    controls
      .filter(isSwitch)
      .flatMap((control) => [
        ...textsIn(control.options),
        ...(control.type === "grain_switch" ? [control.dimension] : []),
      ]),
  );
  if (offered.size > 0)
    for (const id of new Set(widgets.flatMap((part) => ("dataset" in part ? [part.dataset] : []))))
      add(id, offered);
  return [...words];
}
