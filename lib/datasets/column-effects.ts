import type { Viewer } from "@/lib/access/viewer";
import type { ColumnRule, Dataset } from "@/lib/datasets/schema";

type ColumnEffect = ColumnRule["effect"];

/** Whether a rule's exceptions name this viewer. */
export function isExcepted(
  viewer: Pick<Viewer, "role" | "groups" | "attributes">,
  rule: { except: readonly string[]; exceptGroups: readonly string[]; exceptAttribute?: string | undefined },
): boolean {
  if (rule.except.includes(viewer.role)) return true;
  if (viewer.groups.some((group) => rule.exceptGroups.includes(group))) return true;
  const { exceptAttribute: name } = rule;
  return (
    name !== undefined && Object.hasOwn(viewer.attributes, name) && (viewer.attributes[name]?.length ?? 0) > 0
  );
}

/**
 * Which dimensions and measures are not this viewer's to see, and how that shows. What the dataset hides from everybody is
 * hidden; of several rules the stricter counts.
 */
export function columnEffects(
  dataset: Pick<Dataset, "dimensions" | "measures" | "columns">,
  viewer: Pick<Viewer, "role" | "groups" | "attributes">,
): ReadonlyMap<string, ColumnEffect> {
  const effects = new Map<string, ColumnEffect>();
  for (const rule of dataset.columns)
    if (!isExcepted(viewer, rule))
      for (const name of rule.columns) if (effects.get(name) !== "hidden") effects.set(name, rule.effect);
  for (const { name, hidden } of [...dataset.dimensions, ...dataset.measures])
    if (hidden) effects.set(name, "hidden");
  return effects;
}
