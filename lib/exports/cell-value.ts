/** Cells as files keep them. Pure. */
import type { CsvValue } from "@/lib/export/csv-row";
import type { SheetWords } from "@/lib/exports/export-sheet";
import type { Cell } from "@/lib/query/result";
import { cellText, columnUnit, type TableColumn } from "@/lib/table/columns";
import { fullName } from "@/lib/table/header-groups";

/** A value as it is kept: exact digits, `YYYY-MM-DD`, ISO 8601 with its offset. */
export const rawValue = (
  { column }: Pick<TableColumn, "column">,
  value: Cell | undefined,
  { masked }: SheetWords,
): CsvValue => (column.masked ? masked : (value ?? null));

/** A value as the page writes it; its unit stands in the header. */
export const formattedValue = (
  { column }: Pick<TableColumn, "column">,
  value: Cell | undefined,
  { masked, locale, timezone }: SheetWords,
): CsvValue => {
  if (column.masked) return masked;
  if (value === null || value === undefined) return null;
  const text = cellText(column, value, locale, timezone);
  // A number's sign is one that spreadsheets read; texts stay what they are.
  return column.type === "number" ? text.replaceAll("−", "-") : text;
};

/** A column's header: what stands above it and its name; over formatted values its unit, and the zone of its times. */
export function headerText(
  shown: Pick<TableColumn, "column" | "heads">,
  values: "raw" | "formatted",
  { locale, timezone }: SheetWords,
): string {
  const name = fullName(shown);
  if (values === "raw") return name;
  const { type, grain } = shown.column;
  const zoned = type === "time" && (grain === undefined || grain === "hour");
  const about = [columnUnit(shown.column, locale), zoned ? timezone : ""].filter(Boolean).join(", ");
  return about ? `${name} (${about})` : name;
}
