/** A dashboard document as people and scripts send it. Pure. */
import { isCollection, LineCounter, parseDocument as parseYaml } from "yaml";
import { z } from "zod";
import { migrateDocument } from "@/lib/dashboards/migrate-spec";
import { DashboardSpec, Message, SERVER_FIELDS } from "@/lib/dashboards/schema";
import { AppError, type FieldIssue } from "@/lib/errors";
import { assertStorable, parseInput } from "@/lib/parse-input";

/** A document as it came in: text with its format, or what a JSON body already held. */
export type DocumentInput =
  | { format: "json"; value: unknown }
  | { format: "json"; text: string }
  | { format: "yaml"; text: string };

export interface ParsedDocument {
  spec: DashboardSpec;
  /** The version the writer had read, where the document names one. */
  version: number | undefined;
  /** What the writer says of the publication. */
  message: string | undefined;
  /** The revision of the writer's draft that this publishes, where it publishes one. */
  draft: number | undefined;
  /** It is what was read of a broken document, without what is broken: `issues` say so. */
  isSalvage: true | undefined;
}

/** 200 widgets with every option filled in stay far below this. */
const MOST_CHARACTERS = 2_000_000;

const refuse = (fields: FieldIssue[], lines?: Record<string, number>) =>
  new AppError("INPUT_001", { fields, ...(lines ? { details: { lines } } : {}) });

type Locate = (path: string) => number | undefined;

/** The parser recurses: a bomb of brackets ends its stack, which is the writer's fault and no failure of ours. */
function withinStack<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new AppError("INPUT_001", { fields: [{ path: "", key: "tooDeep" }], cause });
    throw cause;
  }
}

const tooLong = () => new AppError("FILE_001", { values: { limit: "2 MB" } });

/** Aliases let few characters stand for many: what they stand for may be no longer than a text may. @throws AppError FILE_001 */
function assertShort(value: unknown): void {
  const waiting = [value];
  let characters = 0;
  while (waiting.length > 0) {
    const next = waiting.pop();
    characters += typeof next === "string" ? next.length : 1;
    if (typeof next === "object" && next !== null)
      for (const [key, inner] of Object.entries(next)) {
        if (!Array.isArray(next)) characters += key.length;
        waiting.push(inner);
      }
    if (characters > MOST_CHARACTERS) throw tooLong();
  }
}

/** The plain value. @throws AppError INPUT_001 for a bomb of aliases, FILE_001 for one that aliases make too long. */
function toPlain(document: ReturnType<typeof parseYaml>): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    assertShort(value);
    return value;
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw new AppError("INPUT_001", { fields: [{ path: "", key: "tooManyAliases" }], cause });
  }
}

function readYaml(text: string): { value: unknown; locate: Locate } {
  const lineCounter = new LineCounter();
  const document = withinStack(() =>
    parseYaml(text, { lineCounter, prettyErrors: false, logLevel: "error" }),
  );
  const [fault] = document.errors;
  if (fault) {
    const { line, col } = lineCounter.linePos(fault.pos[0]);
    throw refuse(
      [{ path: "", key: "badYaml", values: { reason: `${fault.message} (${line}:${col})`, line } }],
      {
        "": line,
      },
    );
  }
  const locate: Locate = (path) => {
    const keys = path === "" ? [] : path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    // What is missing has no line of its own: its parent's tells where to add it.
    for (let length = keys.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(keys.slice(0, length), true);
      if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
        return lineCounter.linePos(Number(node.range[0])).line;
    }
    return undefined;
  };
  if (!isCollection(document.contents)) return { value: undefined, locate };
  return { value: withinStack(() => toPlain(document)), locate };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("INPUT_001", { fields: [{ path: "", key: "badJson" }], cause });
  }
}

/** What is taken off before the document is checked as a spec. */
const Head = z.looseObject({
  version: z.number().int().min(1).optional(),
  message: Message,
  draft: z.number().int().min(1).optional(),
});

/** Runs `check`; the fields of its refusal get the lines they stand in, where these are known. */
function withLines<T>(locate: Locate | undefined, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!locate || !(error instanceof AppError) || error.fields.length === 0) throw error;
    const lines: Record<string, number> = {};
    const fields = error.fields.map((field) => {
      const line = locate(field.path);
      if (line === undefined) return field;
      lines[field.path] = line;
      return { ...field, values: { ...field.values, line } };
    });
    throw refuse(fields, lines);
  }
}

/**
 * Checks a document and raises it to today's format. Server fields are taken off; `version`, `message` and `draft` are handed
 * back beside the spec.
 * @param slug stands in where the document names none (`PUT /dashboards/{slug}`).
 * @throws AppError INPUT_001 with the fields' paths, for YAML also `details.lines` (path → line, from 1); FILE_001 when too long.
 */
export function parseDocument(input: DocumentInput, slug?: string): ParsedDocument {
  if ("text" in input && input.text.length > MOST_CHARACTERS) throw tooLong();
  // Comments too: the text itself is kept.
  if ("text" in input) assertStorable(input.text);
  let locate: Locate | undefined;
  let value: unknown;
  if (input.format === "yaml") ({ value, locate } = readYaml(input.text));
  else value = "text" in input ? readJson(input.text) : input.value;

  return withLines(locate, () => {
    assertStorable(value);
    const { version, message, draft, ...document } = parseInput(Head, value);
    const isSalvage = (Array.isArray(document.issues) && document.issues.length > 0) || undefined;
    for (const field of SERVER_FIELDS) delete document[field];
    if (slug !== undefined) document.slug ??= slug;
    const spec = parseInput(DashboardSpec, migrateDocument(document));
    return { spec, version, message, draft, isSalvage };
  });
}
