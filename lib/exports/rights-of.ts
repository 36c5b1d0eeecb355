import { createHash } from "node:crypto";
import type { Viewer } from "@/lib/access/viewer";

/** A fingerprint of all that decides which rows and columns somebody sees: two equal ones may read each other's files. Pure. */
export function rightsOf({
  role,
  groups,
  attributes,
}: Pick<Viewer, "role" | "groups" | "attributes">): string {
  const named = Object.entries(attributes)
    .map(([name, values]) => [name, values.toSorted()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([role, groups.toSorted(), named]);
  return createHash("sha256").update(text).digest("hex");
}
