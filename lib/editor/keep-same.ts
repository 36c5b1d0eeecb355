/** A new value that shares with the old one what is the same in both. Pure. */
import { sameValue } from "@/lib/dashboards/diff/fields";
import { isPart } from "@/lib/dashboards/diff/fill-defaults";

/**
 * `after`, its parts that say the same taken from `before`: what is drawn of them need not be drawn again, and history keeps them
 * once. `before` itself where nothing differs. Items of lists are known by their ids, others by their places.
 */
export function keepSame<T>(before: unknown, after: T): T {
  if (sameValue(before, after)) return before as T;
  if (Array.isArray(before) && Array.isArray(after)) {
    const byId = new Map(
      before.flatMap((item) => (isPart(item) && item.id !== undefined ? [[item.id, item]] : [])),
    );
    return after.map((item, i) =>
      keepSame(isPart(item) && item.id !== undefined ? byId.get(item.id) : before[i], item),
    ) as T;
  }
  if (!isPart(before) || !isPart(after)) return after;
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, keepSame(before[key], value)]),
  ) as T;
}
