import type { Locale } from "@/lib/format/format";
import { columnUnit, type TableColumn } from "@/lib/table/columns";
import type { KnownColumn } from "@/lib/table/known-columns";

/** A column rules may name. */
export interface FormatColumn {
  name: string;
  label: string;
  /** 원, %, 건. */
  unit: string;
  numeric: boolean;
}

/** The columns rules may name: those shown, in their order, then the others the table can read. */
export function formatChoices(
  shown: readonly TableColumn[],
  known: readonly KnownColumn[],
  locale: Locale,
): FormatColumn[] {
  const rest = known.filter(({ name, filterOnly }) => !filterOnly && !shown.some((one) => one.name === name));
  return [...shown.map(({ column }) => column), ...rest].map((column) => ({
    name: column.name,
    label: column.label,
    unit: columnUnit(column, locale),
    numeric: column.type === "number",
  }));
}
