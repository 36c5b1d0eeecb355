/** Conditional formats: which rule a value meets, and the style it takes in both themes. Pure. */
import type { CSSProperties } from "react";
import type { Cell } from "@/lib/query/result";
import { parseHex, toHex } from "@/lib/table/color";
import { darkCounterpart } from "@/lib/table/dark-counterpart";
import type { CellStyle, ConditionalFormat, FormatRule } from "@/lib/table/table-config";

const TONES = {
  negative: "neg",
  positive: "pos",
  warning: "warn",
  accent: "accent",
} as const satisfies Record<NonNullable<CellStyle["tone"]>, string>;

/** A number, also from exact digits in a string; null for anything that is none. */
function asNumber(value: Cell | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

const asText = (value: Cell | undefined) => String(value ?? "").normalize("NFC");

/** -1, 0 or 1: as numbers when both are, else as text (dates in ISO order). */
function compare(value: Cell, against: string | number): number {
  const [a, b] = [asNumber(value), asNumber(against)];
  if (a !== null && b !== null) return Math.sign(a - b);
  const [x, y] = [asText(value), asText(against)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * Does `value` meet the rule? Percents compare in percentage points (50 is 50 %); a null meets only `is_null`;
 * `between` includes both ends, whichever comes first.
 */
export function meetsRule(rule: Pick<FormatRule, "condition" | "value">, value: Cell): boolean {
  const { condition, value: against } = rule;
  if (condition === "is_null") return value === null;
  if (value === null || against === undefined) return false;
  if (condition === "between") {
    const number = asNumber(value);
    if (!Array.isArray(against) || number === null) return false;
    return number >= Math.min(...against) && number <= Math.max(...against);
  }
  if (Array.isArray(against)) return false;
  if (condition === "contains") return asText(value).toLowerCase().includes(asText(against).toLowerCase());
  const order = compare(value, against);
  switch (condition) {
    case "lt":
      return order < 0;
    case "lte":
      return order <= 0;
    case "gt":
      return order > 0;
    case "gte":
      return order >= 0;
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
  }
}

/** Both themes in one declaration; only ever made of checked hex colours. */
const lightDark = (light: string | undefined, dark: string | undefined, fallback: string) =>
  `light-dark(${light ?? fallback}, ${dark ?? fallback})`;

/** A rule's style as CSS that follows the theme. Tones are tokens; hex colours get their dark counterpart. */
export function toCss(style: CellStyle): CSSProperties {
  const css: CSSProperties = {};
  if (style.tone) {
    css.backgroundColor = `var(--${TONES[style.tone]}-soft)`;
    css.color = `var(--${TONES[style.tone]})`;
  }
  const clean = (text: string | undefined) => {
    const rgb = text === undefined ? null : parseHex(text);
    return rgb ? toHex(rgb) : undefined;
  };
  const backgroundColor = clean(style.backgroundColor);
  const color = clean(style.color);
  if (backgroundColor || color) {
    const dark = darkCounterpart({
      ...(backgroundColor ? { backgroundColor } : {}),
      ...(color ? { color } : {}),
    });
    if (backgroundColor)
      css.backgroundColor = lightDark(backgroundColor, dark.backgroundColor, "transparent");
    if (color || dark.color) css.color = lightDark(color, dark.color, "var(--ink)");
  }
  if (style.fontWeight) css.fontWeight = style.fontWeight === "bold" ? 600 : 400;
  return css;
}

export type Formatter = (column: string, value: Cell) => CSSProperties | undefined;

/** Prepares a table's rules once; the first rule a value meets decides its style. */
export function compileFormats(formats: readonly ConditionalFormat[] | undefined): Formatter {
  const rules = new Map<string, { rule: FormatRule; css: CSSProperties }[]>();
  for (const format of formats ?? []) {
    const list = rules.get(format.column) ?? [];
    list.push(...format.rules.map((rule) => ({ rule, css: toCss(rule.style) })));
    rules.set(format.column, list);
  }
  return (column, value) => rules.get(column)?.find(({ rule }) => meetsRule(rule, value))?.css;
}
