import type { Locale } from "@/lib/format/format";
import { columnUnit, type TableColumn } from "@/lib/table/columns";
import { fullName } from "@/lib/table/header-groups";
import type { KnownColumn } from "@/lib/table/known-columns";

/** A column rules may name. */
export interface FormatColumn {
  name: string;
  label: string;
  /** 원, %, 건. */
  unit: string;
  numeric: boolean;
}

/** More columns than this nobody chooses from. */
const MOST_PIVOTED = 60;
/** Longer names a rule does not take. */
const LONGEST_NAME = 120;

/** The columns rules may name: those shown, in their order, then the others the table can read, then single columns of a pivot. */
export function formatChoices(
  shown: readonly TableColumn[],
  known: readonly KnownColumn[],
  locale: Locale,
): FormatColumn[] {
  const pivoted = shown
    .filter(({ beside, name }) => beside && name.length <= LONGEST_NAME)
    .slice(0, MOST_PIVOTED);
  const plain = shown.filter(({ beside }) => !beside);
  const rest = known.filter(({ name, filterOnly }) => !filterOnly && !plain.some((one) => one.name === name));
  return [
    ...plain.map(({ column }) => column),
    ...rest,
    ...pivoted.map((one) => ({ ...one.column, label: fullName(one) })),
  ].map((column) => ({
    name: column.name,
    label: column.label,
    unit: columnUnit(column, locale),
    numeric: column.type === "number",
  }));
}
