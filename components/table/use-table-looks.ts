"use client";

import { useCallback, useMemo } from "react";
import { useDisplays } from "@/components/table/use-displays";
import { useDrawFormats } from "@/components/table/use-draw-formats";
import { useFormatFacts } from "@/components/table/use-format-facts";
import { useLinesAround } from "@/components/table/use-lines-around";
import type { useTableAnswer } from "@/components/table/use-table-answer";
import type { TableScroll } from "@/components/table/use-table-scroll";
import type { Locale } from "@/lib/format/format";
import type { TableColumn } from "@/lib/table/columns";
import { lineCells } from "@/lib/table/line-cells";
import type { TableConfig } from "@/lib/table/table-config";
import type { DataLine, TreeColumns } from "@/lib/table/table-lines";
import { dataQuery, type TableSource } from "@/lib/table/table-tree";

const NO_TREE: TreeColumns = { columns: [], own: [], shared: [] };

export interface TableLooksInput {
  source: TableSource;
  config: TableConfig;
  answer: ReturnType<typeof useTableAnswer>;
  scroll: TableScroll;
  shown: readonly TableColumn[];
  locale: Locale;
  timezone: string;
}

/** How a table's cells are drawn beyond their text: by rules, and by what their columns show instead of it. */
export function useTableLooks({ source, config, answer, scroll, shown, locale, timezone }: TableLooksInput) {
  const { result, seen, seenTree, drawn, lines } = answer;
  const rowsAsked = useMemo(() => dataQuery(source, seen.config, seen.root), [source, seen]);
  const facts = useFormatFacts(
    rowsAsked.query,
    config.conditionalFormatting,
    result,
    rowsAsked === seen.root,
    source,
  );
  const draw = useDrawFormats(config.conditionalFormatting, facts);
  /** A line's values by name. */
  const cellOf = useCallback(
    (line: DataLine) => lineCells(line, drawn ?? NO_TREE, seenTree),
    [drawn, seenTree],
  );
  const drawnLines = useLinesAround(
    scroll.rows,
    lines,
    shown.some(({ column }) => column.display?.kind === "sparkline" || column.display?.kind === "bar"),
  );
  const displays = useDisplays({
    source,
    asked: seen,
    result,
    lines: drawnLines,
    grandTotal: scroll.grandTotal,
    columns: shown,
    cellOf,
    locale,
    timezone,
  });
  return { draw, cellOf, displays };
}
