/** What row rules know of somebody: names, each with its values. */
export type AttributeValues = Readonly<Record<string, readonly string[]>>;

/**
 * Somebody's own attributes and their groups' as one: each name with all the values anybody gives it, own ones first,
 * none twice. Pure.
 */
export function mergeAttributes(all: readonly AttributeValues[]): Record<string, string[]> {
  const merged = new Map<string, Set<string>>();
  for (const attributes of all)
    for (const [name, values] of Object.entries(attributes)) {
      const known = merged.get(name) ?? new Set();
      for (const value of values) known.add(value);
      merged.set(name, known);
    }
  return Object.fromEntries([...merged].map(([name, values]) => [name, [...values]]));
}
