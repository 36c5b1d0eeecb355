import type { ReactNode } from "react";
import type { Cells } from "@/components/table/use-cell-selection";
import type { Displays } from "@/components/table/use-displays";
import type { DrawFormats } from "@/components/table/use-draw-formats";
import type { Watch } from "@/components/table/use-scroll-rows";
import type { Locale } from "@/lib/format/format";
import type { Sort } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import type { CellAt } from "@/lib/table/cell-selection";
import type { TableColumn } from "@/lib/table/columns";
import type { LineList } from "@/lib/table/line-list";
import type { CellOf } from "@/lib/table/meets-rule";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import type { DataLine, TableLine } from "@/lib/table/table-lines";

export interface GridScroll {
  /** Where it begins; another key begins anew. */
  start: { key: string; row: number };
  onSight: (first: number, last: number) => void;
  /** Told of the lines about to be in sight as soon as one has scrolled, before they are drawn. */
  onMove: (first: number, last: number) => void;
  /** Says when lines come. */
  watch: Watch;
}

export interface GridProps {
  title: string;
  lines: LineList<TableLine>;
  /** The lines can be opened, some of them. */
  opens: boolean;
  grandTotal: Result["grandTotal"];
  /** What the grand total can be broken down by. */
  totalMenu: ReactNode;
  /** The columns shown, in order. */
  columns: readonly TableColumn[];
  /** The column of the levels: names stand in, lines open there. */
  treeColumn: string | null;
  /** There are groups, or lines that are open. */
  tree: boolean;
  onToggle: (line: DataLine) => void;
  onInto: (line: DataLine) => void;
  onMore: (path: LinePath) => void;
  onRetry: (path: LinePath) => void;
  /** Puts a column where another stands. */
  onMove: (name: string, onto: string) => void;
  config: TableConfig;
  /** Rows over all pages, for the totals row. */
  total: number | null;
  /** Lines over all pages, for screen readers. */
  count: number | null;
  /** Rows before this page. */
  offset: number;
  locale: Locale;
  timezone: string;
  /** New rows are on their way: the old ones stay, dimmed. */
  dimmed: boolean;
  /** A new grand total is on its way: the rows are there already. */
  totalDimmed: boolean;
  /** Instead of rows. */
  empty: ReactNode;
  draw: DrawFormats;
  displays: Displays;
  /** Whether a line is chosen to filter other widgets. */
  isChosen: (line: DataLine) => boolean;
  /** A line's values by name, for its formats. */
  cellOf: (line: DataLine) => CellOf;
  menuFor: (column: TableColumn) => ReactNode;
  /** Rows that come as one scrolls: by position, with holes where they have not come. */
  scroll: GridScroll | null;
  /** Given what brings a cell into sight, drawn or not. */
  onReveal: (reveal: (at: CellAt) => void) => void;
  /** The cell with the focus. */
  active: () => CellAt;
  /** Selection, keys and focus, for the element with the grid's role. */
  gridProps: Cells["gridProps"];
  onSort: (sort: Sort[]) => void;
  onResize: (name: string, width: number | null) => void;
}
