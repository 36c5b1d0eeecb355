"use client";

import { useMemo, useState } from "react";
import { INDENT } from "@/components/table/tree-cell";
import type { Locale } from "@/lib/format/format";
import type { Result, ResultColumn } from "@/lib/query/result";
import { autoWidth, cellText, columnUnit, drawnColumn } from "@/lib/table/columns";
import { settingOf } from "@/lib/table/pivot-column";
import type { TableConfig } from "@/lib/table/table-config";
import type { DataLine, TableLine } from "@/lib/table/table-lines";

/** Room for the chevron and the arrow into a line, px. */
const TREE_EXTRA = 46;

/** Widths that fit the first lines seen of each column, at its deepest level; later pages don't make columns jump. */
export function useAutoWidths(
  columns: readonly ResultColumn[],
  lines: readonly TableLine[],
  grandTotal: Result["grandTotal"],
  config: TableConfig,
  locale: Locale,
): Record<string, number> {
  const [widths, setWidths] = useState<Record<string, number>>({});
  const data = lines.filter((line): line is DataLine => "cells" in line);
  const depth = Math.max(0, ...data.map((line) => line.depth));
  // The tree's column takes room with each level that opens.
  const keyOf = (column: ResultColumn, i: number) =>
    `${column.name} ${i === 0 && column.kind === "dimension" ? depth : ""} ${JSON.stringify([settingOf(config.labels, column.name), settingOf(config.formats, column.name)])}`;
  const missing = columns.flatMap((column, i) => (keyOf(column, i) in widths ? [] : [i]));
  const found = (data.length === 0 ? [] : missing).flatMap((i) => {
    const column = columns[i];
    if (!column) return [];
    const drawn = drawnColumn(column, config);
    const isTree = i === 0 && column.kind === "dimension";
    const texts = data.map((line) => cellText((isTree && line.own) || drawn, line.cells[i], locale));
    const total = grandTotal?.[column.name];
    if (total !== undefined) texts.push(cellText(drawn, total, locale));
    const opens = isTree && data.some((line) => line.expandable);
    const width = autoWidth(`${drawn.label} ${columnUnit(drawn, locale)}`, texts);
    return [[keyOf(column, i), width + (opens ? TREE_EXTRA : 0) + (isTree ? depth * INDENT : 0)] as const];
  });
  const next = found.length > 0 ? { ...widths, ...Object.fromEntries(found) } : widths;
  if (found.length > 0) setWidths(next);
  const known = JSON.stringify(columns.map((column, i) => [column.name, next[keyOf(column, i)] ?? 120]));
  // The same widths are the same object: columns are not made anew by them.
  return useMemo(() => Object.fromEntries(JSON.parse(known)), [known]);
}
