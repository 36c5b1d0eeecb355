/** What may be written at a place of a formats' text, by the JSON Schema. Loaded with the editor only. Pure. */
import { isMap, isNode, isPair, isScalar, isSeq, parseDocument } from "yaml";
import { z } from "zod";
import { ConditionalFormats } from "@/lib/table/format-rule";
import type { TextLanguage } from "@/lib/table/format-text";

export interface Hints {
  /** The characters a hint replaces. */
  from: number;
  to: number;
  options: { label: string; insert: string; detail?: string }[];
}

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema | Schema[];
  prefixItems?: Schema[];
  anyOf?: Schema[];
  enum?: unknown[];
}

let root: Schema | null = null;
const rootSchema = (): Schema => {
  root ??= z.toJSONSchema(ConditionalFormats, { io: "input" }) as Schema;
  return root;
};

/** A schema and the alternatives it stands for. */
const branches = (schema: Schema): Schema[] => [schema, ...(schema.anyOf ?? []).flatMap(branches)];

function schemasAt(path: readonly (string | number)[]): Schema[] {
  let found = branches(rootSchema());
  for (const step of path)
    found = found
      .flatMap((schema): Schema[] => {
        if (typeof step === "string") return schema.properties?.[step] ? [schema.properties[step]] : [];
        const items = schema.items ?? schema.prefixItems?.[step];
        return Array.isArray(items) ? [items[step] ?? {}] : items ? [items] : [];
      })
      .flatMap(branches);
  return found;
}

interface Place {
  path: (string | number)[];
  /** Keys the innermost object has; undefined where a value is being written. */
  keys?: string[];
}

/** The innermost thing around `at`: whether a key or a value is being written there. */
function placeAt(text: string, at: number): Place {
  const place: Place = { path: [] };
  const within = (node: unknown) =>
    isNode(node) && !!node.range && node.range[0] <= at && at <= node.range[2];
  let node: unknown = parseDocument(text, { prettyErrors: false }).contents;
  while (isNode(node)) {
    if (isSeq(node)) {
      const i = node.items.findIndex(within);
      if (i < 0) return place;
      place.path.push(i);
      node = node.items[i];
    } else if (isMap(node)) {
      const pair = node.items.find(({ value }) => within(value));
      // Blank room after a pair belongs to the object, not to its last value.
      if (pair && isPair(pair) && !(isScalar(pair.value) && pair.value.range && at > pair.value.range[1])) {
        place.path.push(String(pair.key));
        node = pair.value;
      } else {
        place.keys = node.items.map(({ key }) => String(key));
        return place;
      }
    } else return place;
  }
  return place;
}

const STAND_IN = "_";

/** @param columns of the table, by name, with their labels */
export function hintsAt(
  text: string,
  at: number,
  language: TextLanguage,
  columns: ReadonlyMap<string, string>,
): Hints | null {
  const before = /"?[\w-]*$/.exec(text.slice(0, at))?.[0] ?? "";
  const after = /^[\w-]*"?/.exec(text.slice(at))?.[0] ?? "";
  const from = at - before.length;
  const to = before.startsWith('"') ? at + after.length : at + after.replace('"', "").length;
  const quote = (name: string) =>
    language === "json" || before.startsWith('"') ? JSON.stringify(name) : name;
  // Where a line of YAML begins a key is being written; a whole one in its place makes a document of the text.
  const begins =
    language === "yaml" && /(^|\n) *(- +)?$/.test(text.slice(0, from)) && /^ *(\n|$)/.test(text.slice(to));
  const place = placeAt(begins ? `${text.slice(0, from)}${STAND_IN}: 0${text.slice(to)}` : text, from);
  const schemas = schemasAt(place.path);
  if (place.keys) {
    const colon = /^\s*:/.test(text.slice(to)) ? "" : ": ";
    const names = [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
    const options = names
      .filter((name) => !place.keys?.includes(name))
      .map((name) => ({ label: name, insert: quote(name) + colon }));
    return options.length > 0 ? { from, to, options } : null;
  }
  if (place.path.at(-1) === "column") {
    const options = [...columns].map(([name, detail]) => ({ label: name, insert: quote(name), detail }));
    return { from, to, options };
  }
  const values = [...new Set(schemas.flatMap((schema) => schema.enum ?? []))].map(String);
  const booleans = schemas.some(({ type }) => type === "boolean") ? ["true", "false"] : [];
  const options = [
    ...values.map((value) => ({ label: value, insert: quote(value) })),
    ...booleans.map((value) => ({ label: value, insert: value })),
  ];
  return options.length > 0 ? { from, to, options } : null;
}
