import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { TableColumn, TableRow } from "@/lib/table/columns";

/** Sorting and pages happen where the data is: the table only holds their state. */
export const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  rowSortingFeature,
  columnMeta: metaHelper<TableColumn>(),
});
export type Features = typeof features;

/** TanStack's column definitions for the columns shown. */
export const columnDefs = (columns: readonly TableColumn[]): ColumnDef<Features, TableRow>[] =>
  columns.map((shown) => ({
    id: shown.name,
    accessorFn: (row) => row[shown.index] ?? null,
    header: shown.column.label,
    size: shown.width,
    minSize: 24,
    // Whoever clicks a number wants the largest first.
    sortDescFirst: shown.column.type === "number",
    meta: shown,
  }));
