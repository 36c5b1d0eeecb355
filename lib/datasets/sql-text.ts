/** Names and pieces of SQL as a dataset's author writes them. They are the source's words, never a reader's. */
import { z } from "zod";

export const Id = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "lower-case letters, digits and _");
/** An identifier of the database, from the dataset only, quoted by the dialect. */
export const Identifier = z.string().min(1).max(63);

/**
 * What is wrong with a piece of SQL that will stand inside a bigger statement: it must end where it seems to end, and hold no
 * placeholder, which would take another's value. Null when nothing is.
 */
export function sqlFault(text: string): string | null {
  const closing: string[] = [];
  // Quoted text is one token, an unfinished quote one of its own.
  const tokens = /\b(?:e|u&)(?=['"])|'(?:[^']|'')*'|"(?:[^"]|"")*"|--|\/\*|\$|'|"|[()[\];\0\\?]/gi;
  for (const [token] of text.matchAll(tokens)) {
    if (token.length > 1 && /^['"]/.test(token)) continue;
    if (/^[eu]/i.test(token)) return "leave escapes (E'…', U&'…') out; write the characters themselves";
    if (token === "(") closing.push(")");
    else if (token === "[") closing.push("]");
    else if (token === ")" || token === "]") {
      if (closing.pop() !== token) return `“${token}” closes nothing`;
    } else if (token === "'" || token === '"') return "a quote is not closed";
    else if (token === "--" || token === "/*") return "leave comments out; YAML has its own (#)";
    else if (token === ";") return "leave “;” out: it is one expression or statement";
    else return `leave “${token}” out: values are written in quotes`;
  }
  return closing.length > 0 ? `“${closing.pop()}” is missing` : null;
}

const sql = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      const fault = sqlFault(text);
      if (fault) context.addIssue({ code: "custom", message: fault });
    });

export const SqlExpression = sql(4000);
/** One `select …` or `with … select …`. */
export const SqlStatement = sql(50_000).refine((text) => /^(select|with)\b/i.test(text), {
  message: "begins with select or with",
});
