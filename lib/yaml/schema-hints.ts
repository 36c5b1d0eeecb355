/** What may be written at a place of a text, by a JSON Schema. Loaded with a text editor only. Pure. */
import { isMap, isNode, isPair, isScalar, isSeq, parseDocument } from "yaml";
import { isPart } from "@/lib/dashboards/diff/fill-defaults";

export interface Hint {
  label: string;
  insert: string;
  detail?: string;
}

export interface Hints {
  /** The characters a hint replaces. */
  from: number;
  to: number;
  options: Hint[];
}

/** A JSON Schema, as far as it tells what may be written. */
export interface HintSchema {
  type?: string;
  description?: string;
  properties?: Record<string, HintSchema>;
  additionalProperties?: HintSchema | boolean;
  items?: HintSchema | HintSchema[];
  prefixItems?: HintSchema[];
  anyOf?: HintSchema[];
  oneOf?: HintSchema[];
  enum?: unknown[];
  const?: unknown;
}

export type Path = readonly (string | number)[];

/** A name that fits at a place, and what people call it. */
export interface NameHint {
  name: string;
  detail?: string;
}

/** Names for a value at `path` of the document as far as it can be read; null where the schema knows best. */
export type NamesAt = (path: Path, document: unknown) => readonly NameHint[] | null;

/** A schema and the alternatives it stands for. */
const branches = (schema: HintSchema): HintSchema[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(branches),
];

const allowed = ({ const: only, enum: some }: HintSchema): unknown[] | undefined =>
  only === undefined ? some : [only];

/** Whether what is written already says that it is another kind of thing: a chart's widget has no `measures`. */
const isOther = (schema: HintSchema, value: unknown): boolean =>
  isPart(value) &&
  Object.entries(schema.properties ?? {}).some(([key, inner]) => {
    const values = allowed(inner);
    return (
      values !== undefined && typeof value[key] === "string" && !values.includes(value[key]) && key in value
    );
  });

/** Of the alternatives for a value those it may be; all where it is none of them. */
function fitting(schemas: HintSchema[], value: unknown): HintSchema[] {
  const kept = schemas.filter((schema) => !isOther(schema, value));
  return kept.some(({ properties }) => properties) ? kept : schemas;
}

const stepInto = (value: unknown, step: string | number): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;

function schemasAt(root: HintSchema, path: Path, document: unknown): HintSchema[] {
  let value = document;
  let found = fitting(branches(root), value);
  for (const step of path) {
    value = stepInto(value, step);
    found = found
      .flatMap((schema): HintSchema[] => {
        if (typeof step === "string") {
          const property = schema.properties?.[step];
          if (property) return [property];
          return typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
        }
        const items = schema.items ?? schema.prefixItems?.[step];
        return Array.isArray(items) ? [items[step] ?? {}] : items ? [items] : [];
      })
      .flatMap(branches);
    found = fitting(found, value);
  }
  return found;
}

interface Place {
  path: (string | number)[];
  /** Keys the innermost object has; undefined where a value is being written. */
  keys?: string[];
  /** As far as it can be read. */
  document: unknown;
}

const readable = (document: ReturnType<typeof parseDocument>): unknown => {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    // Half a text may refer to what is not written yet: hints then go by the schema alone.
    return undefined;
  }
};

/** The innermost thing around `at`: whether a key or a value is being written there. */
function placeAt(text: string, at: number): Place {
  const document = parseDocument(text, { prettyErrors: false });
  const place: Place = { path: [], document: readable(document) };
  const within = (node: unknown) =>
    isNode(node) && !!node.range && node.range[0] <= at && at <= node.range[2];
  let node: unknown = document.contents;
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

/**
 * What may stand at `at`: keys that are missing, or values.
 * @param namesAt knows names that no schema can
 */
export function schemaHints(
  root: HintSchema,
  text: string,
  at: number,
  language: "json" | "yaml",
  namesAt: NamesAt,
): Hints | null {
  const before = /"?[\w-]*$/.exec(text.slice(0, at))?.[0] ?? "";
  const after = /^[\w-]*"?/.exec(text.slice(at))?.[0] ?? "";
  const from = at - before.length;
  const to = before.startsWith('"') ? at + after.length : at + after.replace('"', "").length;
  const quote = (name: string) =>
    language === "json" || before.startsWith('"') ? JSON.stringify(name) : name;
  const [head, tail] = [text.slice(0, from), text.slice(to)];
  const begins = language === "yaml" && /^ *(\n|$)/.test(tail) && /(?:^|\n) *(- +)?$/.exec(head);
  // Where a line of YAML begins a key is being written, or an item that has none; a whole one in its place makes a document of it.
  const wholes = begins ? [...(begins[1] ? [STAND_IN] : []), `${STAND_IN}: 0`] : [text.slice(from, to)];
  const write: Writing = { quote, colon: /^\s*:/.test(tail) ? "" : ": " };
  const options = wholes.flatMap((whole) =>
    optionsAt(root, placeAt(head + whole + tail, from), write, namesAt),
  );
  return options.length > 0 ? { from, to, options } : null;
}

interface Writing {
  quote: (name: string) => string;
  /** What follows a key. */
  colon: string;
}

function optionsAt(root: HintSchema, place: Place, { quote, colon }: Writing, namesAt: NamesAt): Hint[] {
  const names = place.keys ? null : namesAt(place.path, place.document);
  if (names)
    return names.map(({ name, detail }) => ({
      label: name,
      insert: quote(name),
      ...(detail ? { detail } : {}),
    }));
  const schemas = schemasAt(root, place.path, place.document);
  if (place.keys) {
    const known = new Map(schemas.flatMap(({ properties }) => Object.entries(properties ?? {})));
    return [...known]
      .filter(([name]) => !place.keys?.includes(name))
      .map(([name, { description }]) => ({
        label: name,
        insert: quote(name) + colon,
        ...(description ? { detail: description } : {}),
      }));
  }
  const values = [...new Set(schemas.flatMap((schema) => allowed(schema) ?? []))].map(String);
  const booleans = schemas.some(({ type }) => type === "boolean") ? ["true", "false"] : [];
  return [
    ...values.map((value) => ({ label: value, insert: quote(value) })),
    ...booleans.map((value) => ({ label: value, insert: value })),
  ];
}
