/** Conditional formats of a pivot, a column at a time: the rules of a measure hold under every value across. Pure. */
import type { TableColumn } from "@/lib/table/columns";
import { type FormatFacts, factsUnder } from "@/lib/table/format-facts";
import type { ConditionalFormat, FormatRule, Operand } from "@/lib/table/format-rule";
import { plainName } from "@/lib/table/pivot-column";

const isTuple = (value: FormatRule["value"]): value is [Operand, Operand] => Array.isArray(value);

/** The same rule under values across: what it compares with stands under the same ones. */
function under(rule: FormatRule, values: string, known: ReadonlySet<string>): FormatRule {
  const move = (operand: Operand): Operand =>
    typeof operand === "object" && known.has(operand.column + values)
      ? { column: operand.column + values }
      : operand;
  const { value } = rule;
  if (value === undefined) return rule;
  return { ...rule, value: isTuple(value) ? [move(value[0]), move(value[1])] : move(value) };
}

/** Formats by the names of the columns that are shown. Those of a pivoted column by its own name go before its measure's. */
export function spreadFormats(
  formats: readonly ConditionalFormat[] | undefined,
  columns: readonly TableColumn[],
): ConditionalFormat[] | undefined {
  const pivoted = columns.filter(({ name }) => plainName(name) !== name);
  if (!formats || pivoted.length === 0) return formats && [...formats];
  const known = new Set(columns.map(({ name }) => name));
  const spread = formats.flatMap((format) => {
    const cells = format.rules.filter(({ scope }) => scope !== "row");
    return pivoted
      .filter(({ name }) => plainName(name) === format.column)
      .map(({ name }) => ({
        ...format,
        column: name,
        rules: cells.map((rule) => under(rule, name.slice(format.column.length), known)),
      }));
  });
  return [...formats, ...spread];
}

/** Facts by the names of the columns that are shown. */
export function spreadFacts(facts: FormatFacts, columns: readonly TableColumn[]): FormatFacts {
  const cells = factsUnder(facts);
  const own = columns.flatMap(({ name }) => {
    const plain = plainName(name);
    const known = facts[name] ?? (plain === name ? undefined : cells[plain]);
    return known ? [[name, known] as const] : [];
  });
  return { ...facts, ...Object.fromEntries(own) };
}
