"use client";

import { useMemo } from "react";
import { useAutoWidths } from "@/components/table/use-auto-widths";
import { useDisplayWidths } from "@/components/table/use-display-widths";
import { useFormatWidths } from "@/components/table/use-draw-formats";
import type { Locale } from "@/lib/format/format";
import type { QueryInput } from "@/lib/query/query";
import type { Result, ResultColumn } from "@/lib/query/result";
import { tableColumns } from "@/lib/table/columns";
import type { TableConfig } from "@/lib/table/table-config";
import type { TableLine, TreeColumns } from "@/lib/table/table-lines";
import { shownMetrics } from "@/lib/table/table-query";

const NO_COLUMNS: ResultColumn[] = [];

export interface ShownColumnsInput {
  base: QueryInput;
  config: TableConfig;
  drawn: TreeColumns | null;
  lines: readonly TableLine[];
  grandTotal: Result["grandTotal"];
  locale: Locale;
}

/** The columns a table draws, with widths that fit what stands in them. */
export function useShownColumns({ base, config, drawn, lines, grandTotal, locale }: ShownColumnsInput) {
  const all = drawn?.columns ?? NO_COLUMNS;
  const widths = useDisplayWidths(
    useFormatWidths(useAutoWidths(all, lines, grandTotal, config, locale), config.conditionalFormatting),
    config.displays,
  );
  /** The column of the levels. */
  const treeName = all[0]?.kind === "dimension" ? all[0].name : null;
  // Whoever froze a dimension wants what it stands for in sight: the column it shares with its levels.
  const drawnConfig = useMemo((): TableConfig => {
    const shared = drawn?.shared ?? [];
    const place = (names: readonly string[] | undefined) =>
      names && [...new Set(names.map((name) => (treeName && shared.includes(name) ? treeName : name)))];
    const left = place(config.frozenColumns);
    const right = place(config.frozenRight);
    return {
      ...config,
      metrics: shownMetrics(base, config),
      ...(left ? { frozenColumns: left } : {}),
      ...(right ? { frozenRight: right } : {}),
    };
  }, [config, base, drawn, treeName]);
  const shown = useMemo(
    () => (all.length > 0 ? tableColumns(all, drawnConfig, widths, locale) : []),
    [all, drawnConfig, widths, locale],
  );
  return { treeName, drawnConfig, shown };
}
