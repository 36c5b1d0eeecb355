/** Where each attribute that counts for a person comes from. Pure. */

type Attributes = Readonly<Record<string, readonly string[]>>;

/** A value in force and who gives it; a name without values has one entry, whose value is null. */
export interface AttributeSource {
  name: string;
  value: string | null;
  /** Whether it is the person's own. */
  own: boolean;
  /** Names of the groups that give it. */
  groups: string[];
}

/** A person's own attributes and those of their groups, value by value, in the order they were met. */
export function attributeSources(
  own: Attributes,
  groups: readonly { name: string; attributes: Attributes }[],
): AttributeSource[] {
  const byName = new Map<string, Map<string | null, AttributeSource>>();
  const note = (attributes: Attributes, mark: (source: AttributeSource) => void) => {
    for (const [name, values] of Object.entries(attributes)) {
      const known = byName.get(name) ?? new Map<string | null, AttributeSource>();
      byName.set(name, known);
      for (const value of values.length > 0 ? values : [null]) {
        const source = known.get(value) ?? { name, value, own: false, groups: [] };
        known.set(value, source);
        mark(source);
      }
    }
  };
  note(own, (source) => {
    source.own = true;
  });
  for (const group of groups) note(group.attributes, (source) => source.groups.push(group.name));
  return [...byName.values()].flatMap((known) => {
    const sources = [...known.values()];
    // None from one side says nothing once the other side names some.
    const some = sources.filter(({ value }) => value !== null);
    return some.length > 0 ? some : sources;
  });
}
