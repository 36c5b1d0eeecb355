/** Lists of things with ids, changed by two. Pure. */
import { sameValue } from "@/lib/dashboards/diff/fields";
import type { Side, Sides } from "@/lib/dashboards/diff/merge-specs";

interface Decide<T> {
  /** An item that both have. */
  item: (id: string, sides: { base: T | undefined; mine: T; theirs: T }) => T;
  /** One took the item away, the other changed it; with null, both put the list in another order. */
  clash: <V>(id: string | null, mine: V, theirs: V) => V;
}

/**
 * The items both left or added, those taken away gone. The order is that of whoever changed it; what the other added follows
 * what it followed there.
 */
export function mergeList<T extends object>(
  { base, mine, theirs }: Sides<readonly T[]>,
  idOf: (item: T) => string,
  prefer: Side,
  decide: Decide<T>,
): T[] {
  const byId = (list: readonly T[]) => new Map(list.map((item) => [idOf(item), item]));
  const [was, m, t] = [byId(base), byId(mine), byId(theirs)];
  const merged = new Map<string, T>();
  for (const id of new Set([...m.keys(), ...t.keys()])) {
    const [before, my, their] = [was.get(id), m.get(id), t.get(id)];
    const item =
      my && their
        ? decide.item(id, { base: before, mine: my, theirs: their })
        : !before
          ? (my ?? their)
          : sameValue(before, my ?? their)
            ? undefined
            : decide.clash<T | undefined>(id, my, their);
    if (item) merged.set(id, item);
  }

  const common = (ids: Iterable<string>) => [...ids].filter((id) => was.has(id) && m.has(id) && t.has(id));
  const [old, myOrder, theirOrder] = [common(was.keys()), common(m.keys()), common(t.keys())];
  const iMoved = !sameValue(old, myOrder);
  const theyMoved = !sameValue(old, theirOrder);
  let spine: Side = iMoved ? "mine" : "theirs";
  if (iMoved && theyMoved && !sameValue(myOrder, theirOrder)) {
    decide.clash(null, myOrder, theirOrder);
    spine = prefer;
  }
  const [first, second] = spine === "mine" ? [m, t] : [t, m];
  const order = [...first.keys()];
  const placed = new Set(order);
  let after = -1;
  for (const id of second.keys()) {
    if (placed.has(id)) after = order.indexOf(id);
    else order.splice(++after, 0, id);
  }
  return order.flatMap((id) => merged.get(id) ?? []);
}
