import { createHash } from "node:crypto";
import type { Viewer } from "@/lib/access/viewer";
import type { Registry } from "@/lib/datasets/load-datasets";

/**
 * A fingerprint of all that decides which rows and columns somebody sees, who they are and the datasets' rules: two equal ones may
 * read each other's files. Pure.
 */
export function rightsOf(
  { role, groups, attributes }: Pick<Viewer, "role" | "groups" | "attributes">,
  datasets: Registry,
): string {
  const named = Object.entries(attributes)
    .map(([name, values]) => [name, values.toSorted()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const rules = [...datasets]
    .map(([id, { dataset }]) => [id, dataset.rows, dataset.columns, dataset.joins] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([role, groups.toSorted(), named, rules]);
  return createHash("sha256").update(text).digest("hex");
}
