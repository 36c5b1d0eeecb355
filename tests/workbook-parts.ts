/** A workbook's parts, and what is said against them. For tests. */
import type { Element } from "@/tests/strict-xml";

export interface Parts {
  parts: ReadonlyMap<string, Element>;
  fault: (where: string, why: string) => void;
}

/** Whether names come in this order, each at most once; null where they do. */
export function outOfOrder(names: readonly string[], order: readonly string[]): string | null {
  let last = -1;
  for (const name of names) {
    const place = order.indexOf(name);
    if (place < 0) return `${name} does not belong here`;
    if (place <= last && name !== "conditionalFormatting") return `${name} comes too late`;
    last = place;
  }
  return null;
}
