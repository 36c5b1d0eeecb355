/** Conditional formats in a pivot: a rule on a measure holds under every value across. Pure. */
import { compileFormats, type Formatter, layer, type RowFormats } from "@/lib/table/conditional-format";
import { type FormatFacts, factsUnder } from "@/lib/table/format-facts";
import type { ConditionalFormat } from "@/lib/table/format-rule";
import { plainName } from "@/lib/table/pivot-column";

/**
 * As {@link compileFormats}, for tables with pivoted columns as well. There a measure's rules look at their cell's own values,
 * operands too; those of a pivoted column by its name go before them; a rule for whole rows goes by the rows' totals.
 */
export function compilePivotFormats(
  formats: readonly ConditionalFormat[] | undefined,
  facts: FormatFacts = {},
): Formatter {
  const whole = compileFormats(formats, facts);
  const named = new Set((formats ?? []).map(({ column }) => column));
  const cellRules = (formats ?? []).map((format) => ({
    ...format,
    rules: format.rules.filter(({ scope }) => scope !== "row"),
  }));
  const under = compileFormats(cellRules, factsUnder(facts));
  return (cellOf, kind) => {
    const row = whole(cellOf, kind);
    const byValues = new Map<string, RowFormats>();
    return (column) => {
      const plain = plainName(column);
      if (plain === column) return row(column);
      const values = column.slice(plain.length);
      const known = byValues.get(values);
      const cells =
        known ??
        under((name) => {
          const value = cellOf(name + values);
          return value === undefined ? cellOf(name) : value;
        }, kind);
      if (!known) byValues.set(values, cells);
      const own = row(column);
      const kindly = cells(plain);
      if (!own || !kindly) return own ?? kindly;
      const [over, below] = named.has(column) ? [own, kindly] : [kindly, own];
      const style = layer(over.style, below.style);
      return { ...below, ...over, ...(style ? { style } : {}) };
    };
  };
}
