/** Names of a pivot's columns, `margin@["naver"]`, read back. Pure. */
import type { Scalar } from "@/lib/query/query";

export interface PivotedColumn {
  /** The measure, or a comparison of it, that stands under the values. */
  column: string;
  values: Scalar[];
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

/** The measure and the values behind a pivoted column's name; null for any other column. */
export function pivotedColumn(name: string): PivotedColumn | null {
  const at = name.indexOf("@[");
  if (at <= 0) return null;
  try {
    const values: unknown = JSON.parse(name.slice(at + 1));
    return Array.isArray(values) && values.every(isScalar) ? { column: name.slice(0, at), values } : null;
  } catch {
    return null;
  }
}

/** The column that a pivoted one repeats; other names as they are. What is set for it holds for all of its kind. */
export function plainName(name: string): string {
  const at = name.indexOf("@[");
  return at > 0 ? name.slice(0, at) : name;
}

/** What is said of a column by its own name, or of all of its kind. */
export const settingOf = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record?.[name] ?? record?.[plainName(name)];

/** Where the values that begin at `from` with `[` end; the end of the text where they do not. */
function valuesEnd(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (quoted && char === "\\") at++;
    else if (char === '"') quoted = !quoted;
    else if (char === "]" && !quoted) return at + 1;
  }
  return text.length;
}

/** Column names between commas; those among a pivoted column's values separate nothing. */
export function splitColumns(text: string): string[] {
  if (text === "") return [];
  const names: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (text.startsWith("@[", at)) at = valuesEnd(text, at + 1);
    if (at >= text.length || text[at] === ",") {
      names.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return names;
}
