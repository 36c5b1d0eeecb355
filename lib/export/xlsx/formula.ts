/** Formulas of rules as small trees, and their text as Excel reads it. Pure. */
import { cellName } from "@/lib/export/xlsx/cell-address";

/** A number, a text, a truth, a cell of the same row, or a function or operator of others. */
export type Expr = number | string | boolean | { column: number } | { call: string; of: readonly Expr[] };

/** Longer ones Excel takes for damage. */
export const LONGEST_FORMULA = 8_000;
/** Of a text between quotes. */
const LONGEST_TEXT = 250;

const INFIX: Record<string, number> = { "=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "/": 3 };

export const call = (name: string, ...of: readonly Expr[]): Expr => ({ call: name, of });
export const not = (expr: Expr): Expr => (typeof expr === "boolean" ? !expr : call("NOT", expr));

/** A joint of conditions, flattened, without those that change nothing. */
function joint(name: "AND" | "OR", parts: readonly Expr[]): Expr {
  const neutral = name === "AND";
  const flat = parts.flatMap((part) =>
    typeof part === "object" && "call" in part && part.call === name ? part.of : [part],
  );
  if (flat.includes(!neutral)) return !neutral;
  const once = new Map(flat.filter((part) => part !== neutral).map((part) => [JSON.stringify(part), part]));
  const rest = [...once.values()];
  const [only] = rest;
  if (only === undefined) return neutral;
  return rest.length === 1 ? only : { call: name, of: rest };
}
export const and = (...parts: readonly Expr[]): Expr => joint("AND", parts);
export const or = (...parts: readonly Expr[]): Expr => joint("OR", parts);

/** A number as formulas and bounds have it. */
export const numberText = (value: number): string => String(value).toUpperCase();

function textOf(value: string): string {
  const pieces: string[] = [];
  let piece = "";
  for (const char of value) {
    const next = char === '"' ? '""' : char;
    if (piece.length + next.length > LONGEST_TEXT) {
      pieces.push(piece);
      piece = "";
    }
    piece += next;
  }
  const quoted = [...pieces, piece].map((part) => `"${part}"`);
  return quoted.length === 1 ? quoted.join("") : `(${quoted.join("&")})`;
}

/** @param row of the first cell of the rule's area, from 1: Excel moves it along */
export function formulaText(expr: Expr, row: number, within = 0): string {
  if (typeof expr === "number") return numberText(expr);
  if (typeof expr === "string") return textOf(expr);
  if (typeof expr === "boolean") return expr ? "TRUE" : "FALSE";
  if ("column" in expr) return `$${cellName(expr.column, row)}`;
  const level = INFIX[expr.call];
  if (level === undefined) return `${expr.call}(${expr.of.map((part) => formulaText(part, row)).join(",")})`;
  const text = expr.of.map((part) => formulaText(part, row, level)).join(expr.call);
  return within >= level ? `(${text})` : text;
}
