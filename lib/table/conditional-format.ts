/** Conditional formats: what each cell of a row looks like. Pure, and free of the screen: Excel and alerts read the same. */
import { scaleStyle } from "@/lib/table/color-scale";
import { asNumber } from "@/lib/table/compare-values";
import type { ColumnFacts, FormatFacts } from "@/lib/table/format-facts";
import type {
  CellStyle,
  ConditionalFormat,
  DataBar,
  FormatIcon,
  FormatRule,
  RowKind,
} from "@/lib/table/format-rule";
import { type CellOf, meetsRule } from "@/lib/table/meets-rule";

/** A bar from `zero` to `end`, both shares of its lane from the left, 0–1. */
export interface BarFormat extends Pick<DataBar, "tone" | "color"> {
  zero: number;
  end: number;
}

export interface CellFormat {
  style?: CellStyle;
  bar?: BarFormat;
  icon?: FormatIcon;
}

interface CompiledRule {
  column: string;
  rule: FormatRule;
  /** No rule after it has a say, once it fits. */
  decides: boolean;
}

/** `under` shows through where `over` says nothing; a ground brings its own ink. */
export function layer(over: CellStyle | undefined, under: CellStyle | undefined): CellStyle | undefined {
  if (!over || !under) return over ?? under;
  const grounded = over.tone !== undefined || over.backgroundColor !== undefined;
  const { fontWeight, ...colors } = under;
  return {
    ...(grounded ? {} : colors),
    ...(fontWeight ? { fontWeight } : {}),
    ...over,
  };
}

/** A bar's place in its lane; undefined where nothing is known to hold it against. */
export function barFormat(
  bar: DataBar,
  value: number,
  facts: ColumnFacts | undefined,
): BarFormat | undefined {
  const low = bar.min ?? asNumber(facts?.bottom[1] ?? null);
  const high = bar.max ?? asNumber(facts?.top[1] ?? null);
  if (low === null || high === null) return undefined;
  // Lengths compare only from zero, unless somebody has said otherwise.
  const [from, to] = [bar.min ?? Math.min(0, low), bar.max ?? Math.max(0, high)];
  if (to <= from) return undefined;
  const place = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const { tone, color } = bar;
  return { zero: place(0), end: place(value), ...(tone ? { tone } : {}), ...(color ? { color } : {}) };
}

/** What one rule does to its cell; null where it does not fit. */
function apply({ rule, column }: CompiledRule, cellOf: CellOf, facts: FormatFacts): CellFormat | null {
  const value = cellOf(column);
  if (value === undefined) return null;
  if (rule.condition) {
    if (!meetsRule(rule, value, cellOf, facts[column])) return null;
    return { ...(rule.style ? { style: rule.style } : {}), ...(rule.icon ? { icon: rule.icon } : {}) };
  }
  const number = typeof value === "boolean" ? null : asNumber(value);
  if (number === null) return null;
  if (rule.bar) {
    const bar = barFormat(rule.bar, number, facts[column]);
    return bar ? { bar } : null;
  }
  const style = rule.scale && scaleStyle(rule.scale.points, number, facts[column]);
  return style ? { style } : null;
}

const isOn = ({ on = ["data"], enabled }: FormatRule, kind: RowKind) =>
  enabled !== false && on.includes(kind);

/** The formats of one row's cells, by column. */
export type RowFormats = (column: string) => CellFormat | undefined;
/** Asked row by row. */
export type Formatter = (cellOf: CellOf, kind: RowKind) => RowFormats;

const none: RowFormats = () => undefined;

/**
 * Prepares a table's rules once. A cell's own rules go over those of its row. The first rule a value meets decides, unless its
 * column says `all`; a data bar stands beside whatever else fits.
 * @param facts of all rows; rules that lack theirs do nothing
 */
export function compileFormats(
  formats: readonly ConditionalFormat[] | undefined,
  facts: FormatFacts = {},
): Formatter {
  const compiled = (formats ?? []).flatMap(({ column, match, rules }) =>
    rules.map((rule): CompiledRule => ({ column, rule, decides: match !== "all" && !rule.bar })),
  );
  if (compiled.length === 0) return () => none;
  const byKind = new Map<RowKind, { rows: CompiledRule[]; cells: Map<string, CompiledRule[]> }>();
  for (const kind of ["data", "subtotal", "total"] as const) {
    const live = compiled.filter(({ rule }) => isOn(rule, kind));
    const cells = new Map<string, CompiledRule[]>();
    for (const one of live) cells.set(one.column, [...(cells.get(one.column) ?? []), one]);
    byKind.set(kind, { rows: live.filter(({ rule }) => rule.scope === "row"), cells });
  }
  return (cellOf, kind) => {
    const rules = byKind.get(kind);
    if (!rules || (rules.rows.length === 0 && rules.cells.size === 0)) return none;
    const whole = run(rules.rows, cellOf, facts)?.style;
    return (column) => {
      const own = run(rules.cells.get(column) ?? [], cellOf, facts);
      if (!whole) return own;
      const style = layer(own?.style, whole);
      return { ...own, ...(style ? { style } : {}) };
    };
  };
}

function run(rules: readonly CompiledRule[], cellOf: CellOf, facts: FormatFacts): CellFormat | undefined {
  let format: CellFormat | undefined;
  let decided = false;
  for (const one of rules) {
    if (decided && !one.rule.bar) continue;
    const fits = apply(one, cellOf, facts);
    if (!fits) continue;
    decided ||= one.decides;
    const style = layer(format?.style, fits.style);
    format = { ...fits, ...format, ...(style ? { style } : {}) };
  }
  return format;
}
