"use client";

import { useMemo } from "react";
import { useHeadedColumns } from "@/components/table/use-headed-columns";
import { useShownColumns } from "@/components/table/use-shown-columns";
import type { useTableAnswer } from "@/components/table/use-table-answer";
import type { Locale } from "@/lib/format/format";
import { columnUnit } from "@/lib/table/columns";
import { formatChoices } from "@/lib/table/format-choices";
import type { TableConfig } from "@/lib/table/table-config";
import type { TableSource } from "@/lib/table/table-tree";

export interface TableColumnsInput {
  source: TableSource;
  config: TableConfig;
  answer: ReturnType<typeof useTableAnswer>;
  locale: Locale;
  timezone: string;
}

/** A table's columns: those drawn under their headings, and what of its dataset may be chosen and formatted. */
export function useTableColumns({ source, config, answer, locale, timezone }: TableColumnsInput) {
  const { base, columns } = source;
  const { tree, result, seenTree, drawn, lines } = answer;
  const {
    treeName,
    drawnConfig,
    shown: plain,
  } = useShownColumns({ base, config, drawn, lines, grandTotal: result?.grandTotal, locale });
  const shown = useHeadedColumns(plain, { source, tree: seenTree, config, locale, timezone });
  const measures = useMemo(
    () =>
      columns
        .filter(({ kind }) => kind === "measure")
        .map((column) => ({ name: column.name, label: column.label, unit: columnUnit(column, locale) })),
    [columns, locale],
  );
  const dimensions = useMemo(() => columns.filter(({ kind }) => kind === "dimension"), [columns]);
  const formatColumns = useMemo(() => {
    // A rule is about one level of the column they share, and about no dimension that only this reader groups by.
    const others = new Set(columns.flatMap(({ name, filterOnly }) => (filterOnly ? [name] : [])));
    if (tree.rows > 0 && treeName) others.add(treeName);
    return formatChoices(
      shown.filter(({ name }) => !others.has(name)),
      columns,
      locale,
    );
  }, [shown, columns, locale, tree, treeName]);
  return { treeName, drawnConfig, shown, measures, dimensions, formatColumns };
}
