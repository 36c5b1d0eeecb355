/** The columns formats name. Pure. */
import type { ConditionalFormat, FormatRule, Operand } from "@/lib/table/format-rule";
import { plainName } from "@/lib/table/pivot-column";

const columnOf = (operand: Operand | undefined): string[] =>
  typeof operand === "object" ? [operand.column] : [];

/** The columns a rule holds its own against. */
export const operandColumns = ({ value }: FormatRule): string[] =>
  Array.isArray(value) ? value.flatMap(columnOf) : columnOf(value);

/** The columns whose values are needed to draw the formats of those shown: what rules compare with, and what colours rows. */
export function neededColumns(
  formats: readonly ConditionalFormat[] | undefined,
  shown: ReadonlySet<string>,
): string[] {
  const needed = (formats ?? []).flatMap(({ column, rules }) =>
    rules
      .filter((rule) => rule.enabled !== false && (shown.has(plainName(column)) || rule.scope === "row"))
      .flatMap((rule) => [column, ...operandColumns(rule)]),
  );
  return [...new Set(needed)];
}

/** The formats without rules that name columns there are not, and those columns' names. */
export function pruneFormats(
  formats: readonly ConditionalFormat[],
  isKnown: (column: string) => boolean,
): { formats: ConditionalFormat[]; dropped: string[] } {
  const dropped = new Set<string>();
  const known = (name: string) => {
    if (!isKnown(name)) dropped.add(name);
    return isKnown(name);
  };
  const kept = formats
    .filter(({ column }) => known(column))
    .map((format) => {
      const rules = format.rules.filter((rule) => operandColumns(rule).every(known));
      return rules.length === format.rules.length ? format : { ...format, rules };
    });
  return { formats: kept, dropped: [...dropped] };
}
