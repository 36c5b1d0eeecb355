/** Formats as JSON or YAML text, and back with every fault at its place. Loaded with the editor only. Pure. */
import { type Document, isNode, parseDocument, stringify } from "yaml";
import { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { operandColumns } from "@/lib/table/format-columns";
import { type ConditionalFormat, ConditionalFormats } from "@/lib/table/format-rule";

export type TextLanguage = "json" | "yaml";

/** A fault of the text, at characters `from`–`to`: a key of `errors`, or what the parser or this table says. */
export interface TextProblem {
  from: number;
  to: number;
  key: string;
  values: Record<string, string | number>;
}

export interface ParsedText {
  /** Null while there are faults. */
  formats: ConditionalFormat[] | null;
  problems: TextProblem[];
}

export const toText = (formats: readonly ConditionalFormat[], language: TextLanguage): string =>
  language === "json"
    ? `${JSON.stringify(formats, null, 2)}\n`
    : stringify(formats, { aliasDuplicateObjects: false });

type Path = readonly (string | number)[];

/** The characters of what stands at `path`, or of the nearest thing around it. */
function rangeAt(document: Document, path: Path): { from: number; to: number } {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return { from: node.range[0], to: node.range[1] };
  }
  return { from: 0, to: 0 };
}

const stepsOf = (path: string): Path =>
  path === "" ? [] : path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));

function syntaxProblems(text: string, language: TextLanguage, document: Document): TextProblem[] {
  const [first] = document.errors;
  const fault = (from: number, to: number, reason: string): TextProblem[] => [
    { from, to, key: "badSyntax", values: { reason } },
  ];
  if (language === "json") {
    try {
      JSON.parse(text);
      // What JSON reads and YAML does not is a key twice.
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split(/ in JSON|, "|\n/)[0] ?? "") : "";
      const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? first?.pos[0] ?? text.length);
      return fault(Math.min(at, text.length), Math.min(at + 1, text.length), reason);
    }
  }
  return first ? fault(first.pos[0], first.pos[1], first.message.split("\n")[0] ?? first.code) : [];
}

/** Names in the formats that this table lacks. */
function nameProblems(
  formats: readonly ConditionalFormat[],
  document: Document,
  columns: ReadonlySet<string>,
): TextProblem[] {
  const problem = (path: Path, name: string): TextProblem[] =>
    columns.has(name) ? [] : [{ ...rangeAt(document, path), key: "unknownColumn", values: { name } }];
  return formats.flatMap(({ column, rules }, i) => [
    ...problem([i, "column"], column),
    ...rules.flatMap((rule, r) =>
      operandColumns(rule).flatMap((name) => problem([i, "rules", r, "value"], name)),
    ),
  ]);
}

/**
 * Reads the text. Faults of writing come alone, then those against the schema, then names the table lacks.
 * @param columns that may be named
 */
export function parseText(text: string, language: TextLanguage, columns: ReadonlySet<string>): ParsedText {
  const document = parseDocument(text, { prettyErrors: false, maxAliasCount: 100 } as object);
  const syntax = syntaxProblems(text, language, document);
  if (syntax.length > 0) return { formats: null, problems: syntax };
  try {
    // An empty text is a table without rules.
    const formats = parseInput(ConditionalFormats, document.toJS({ maxAliasCount: 100 }) ?? []);
    const names = nameProblems(formats, document, columns);
    return names.length > 0 ? { formats: null, problems: names } : { formats, problems: [] };
  } catch (error) {
    if (error instanceof AppError) {
      const problems = error.fields.map(({ path, key, values }) => ({
        ...rangeAt(document, stepsOf(path)),
        key,
        values: values ?? {},
      }));
      return { formats: null, problems };
    }
    const reason = error instanceof Error ? error.message : String(error);
    return { formats: null, problems: [{ from: 0, to: text.length, key: "badSyntax", values: { reason } }] };
  }
}
