/** A table's formats as the rules of one of its sheets. */
import { formatRules, type RuleSheet } from "@/lib/export/xlsx/format-rules";
import { patternOf } from "@/lib/export/xlsx/number-pattern";
import type { PlacedRule } from "@/lib/export/xlsx/sheet-rules";
import type { ExportSheet } from "@/lib/exports/export-sheet";
import { rulesInDays } from "@/lib/exports/workbook/duration-rules";
import type { Locale } from "@/lib/format/format";

/** @param place where the sheet's lines are, and what is known of all rows */
export function rulesOfSheet(
  { config, columns, hidden }: Pick<ExportSheet, "config" | "columns" | "hidden">,
  { facts, ...place }: Omit<RuleSheet, "columns">,
  locale: Locale,
): PlacedRule[] {
  if (place.body.last < place.body.first) return [];
  const all = [...columns, ...hidden];
  const placed = all.map(({ name, column }, at) => ({
    name,
    at,
    type: column.type,
    pattern: patternOf(column, locale),
    ...(column.display ? { display: column.display } : {}),
    ...(column.masked ? { masked: true } : {}),
  }));
  const durations = all.filter(({ column }) => column.format?.style === "duration").map(({ name }) => name);
  const drawn = rulesInDays(config.conditionalFormatting, { columns: placed, facts }, durations);
  const { formats, ...inDays } = drawn;
  return formatRules(formats, { ...inDays, ...place });
}
