/** What widgets say as `$show`, under another name. Pure. */

const NAMED = /\$([A-Za-z0-9_-]{1,60})/g;
/** `$measure__change` is about the switch `measure`. */
const PARTED = /^(.+?)(__(?:previous|delta|change))$/;

const renamedText = (text: string, from: string, to: string): string =>
  text.replace(NAMED, (whole, name: string) => {
    if (name === from) return `$${to}`;
    const [, stem, part] = PARTED.exec(name) ?? [];
    return stem === from ? `$${to}${part}` : whole;
  });

/** Names, not what somebody has written or picked. */
const LITERAL = new Set(["id", "type", "dataset", "values", "value"]);

/** A widget, or a part of one, with `$from` called `$to` wherever it stands: as a field, in a column's name, in a title. */
export function renameSwitch<T>(value: T, from: string, to: string): T {
  if (typeof value === "string") return renamedText(value, from, to) as T;
  if (Array.isArray(value)) {
    const next = value.map((one) => renameSwitch(one, from, to));
    return (next.every((one, i) => one === value[i]) ? value : next) as T;
  }
  if (typeof value !== "object" || value === null) return value;
  let differs = false;
  const next = Object.entries(value).map(([key, inner]) => {
    const name = renamedText(key, from, to);
    const changed = LITERAL.has(key) && !isColumn(inner) ? inner : renameSwitch(inner, from, to);
    if (name !== key || changed !== inner) differs = true;
    return [name, changed] as const;
  });
  return differs ? (Object.fromEntries(next) as T) : value;
}

/** What a format's rule holds its own against: `{column: "$measure"}`, alone or as two bounds. */
const isColumn = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (Array.isArray(value) ? value.some(isColumn) : Object.hasOwn(value, "column"));
