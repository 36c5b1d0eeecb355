/** What of a dashboard is one field: told, compared and merged as a whole. Pure. */
import { isPart } from "@/lib/dashboards/diff/fill-defaults";

/** Whether two values say the same: the order of keys and what is undefined say nothing. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (!isPart(a) || !isPart(b)) return false;
  return keysOf(a, b).every((key) => sameValue(a[key], b[key]));
}

/** The keys of all parts, in the order they are met; what is no part has none. */
export function keysOf(...parts: readonly unknown[]): string[] {
  const keys = new Set<string>();
  for (const part of parts) if (isPart(part)) for (const key of Object.keys(part)) keys.add(key);
  return [...keys];
}

/** Of a part, what is kept by names of columns: two people may each change another column. */
const RECORDS = new Set(["columnWidths", "labels", "formats", "displays", "align"]);

/**
 * Whether what stands at `path` of a widget, control or page is looked into. A chart is, while it stays one of its kind:
 * the fields of another one mean something else, and a funnel's only fit together.
 */
export function isLookedInto(path: readonly string[], values: readonly unknown[]): boolean {
  if (!values.every(isPart)) return false;
  const [first, second, third] = path;
  if (first === undefined) return true;
  if (third !== undefined) return false;
  if (second !== undefined) return first === "config" && RECORDS.has(second);
  if (first === "chart") {
    const kinds = new Set(values.map((value) => value.kind));
    return kinds.size === 1 && !kinds.has("funnel");
  }
  return first === "config" || first === "goals" || first === "crossFilter";
}
