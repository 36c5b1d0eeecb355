/** One widget's data as a file holds it, whatever kind of file. */
import type { Locale } from "@/lib/format/format";
import type { Cell, Result } from "@/lib/query/result";
import type { TableColumn } from "@/lib/table/columns";
import type { FormatFacts } from "@/lib/table/format-facts";
import type { TableConfig } from "@/lib/table/table-config";

/** Rows and what they come to. */
export interface SheetAnswer {
  /** Raw rows; columns say which places are shown. */
  batches: AsyncIterable<Cell[][]>;
  subtotals?: Result["subtotals"];
  /** By column's name. */
  grandTotal?: Result["grandTotal"];
  /** Where in a row the sizes of its groups begin, one a level of groups; null: rows don't say. */
  sizesFrom: number | null;
}

export interface ExportSheet {
  /** The widget's. */
  id: string;
  title: string;
  /**
   * In their order: groups, coarsest first, then the columns as the page shows them. `index` is a cell's place in a raw row.
   */
  columns: readonly TableColumn[];
  /** Columns that rules compare with and nobody sees. */
  hidden: readonly TableColumn[];
  /** How many of the columns are groups. */
  groups: number;
  /** As shown: formats, frozen columns, where subtotals stand. */
  config: TableConfig;
  /** Whether a group is open on the page. @param path its values, coarsest first */
  isOpen: (path: readonly Cell[]) => boolean;
  /** Whether the groups of a level show what they come to. */
  counts: (level: number) => boolean;
  /** What rules and bars must know of all rows. */
  facts: () => Promise<FormatFacts>;
  answer: SheetAnswer;
  /** ISO 8601; null when nobody knows. */
  dataAsOf: string | null;
  /** What is not in it, in the reader's words. */
  notes: string[];
}

/** How values become text. */
export interface SheetWords {
  locale: Locale;
  timezone: string;
  /** For what is not this viewer's to see. */
  masked: string;
}
