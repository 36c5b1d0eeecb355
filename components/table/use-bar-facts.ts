"use client";

import { useCallback, useMemo } from "react";
import { factKey, useFactAnswers } from "@/components/table/use-fact-answers";
import type { AskedLines } from "@/components/table/use-table-lines";
import type { Result } from "@/lib/query/result";
import { barNeeds, barQueries, factsAtHand } from "@/lib/table/bar-facts";
import type { TableColumn } from "@/lib/table/columns";
import { asNumber } from "@/lib/table/compare-values";
import { type ColumnFacts, type FormatFacts, factsUnder, readFacts } from "@/lib/table/format-facts";
import { plainName } from "@/lib/table/pivot-column";
import type { DataLine, TableLine } from "@/lib/table/table-lines";
import { type TableSource, tableTree } from "@/lib/table/table-tree";

export interface BarFactsInput {
  source: TableSource;
  /** What the lines were asked as. */
  asked: AskedLines;
  result: Result | null;
  lines: readonly TableLine[];
  columns: readonly TableColumn[];
}

/** The ends of a column among the lines of a level that are here: of what is inside of rows nobody knows more. */
function endsHere(lines: readonly TableLine[], depth: number, kind: readonly TableColumn[]): ColumnFacts {
  const values = lines.flatMap((line) => {
    if (!("cells" in line) || !line.valued || line.depth !== depth) return [];
    return kind.flatMap(({ index }) => {
      const cell = line.cells[index];
      const value = typeof cell === "boolean" ? null : asNumber(cell);
      return value === null ? [] : [value];
    });
  });
  const end = (of: (a: number, b: number) => number) =>
    values.length > 0 ? values.reduce((a, b) => of(a, b)) : null;
  return { top: { 1: end(Math.max) }, bottom: { 1: end(Math.min) }, percentiles: {} };
}

/**
 * What a line's bar in a column is held against: all lines of its level in the table, or in the line one has drilled into. Pages,
 * and rows one scrolls to, compare. Undefined while it is being asked.
 */
export function useBarFacts({
  source,
  asked,
  result,
  lines,
  columns,
}: BarFactsInput): (line: DataLine, column: string) => ColumnFacts | undefined {
  const needs = useMemo(() => barNeeds(columns), [columns]);
  const tree = useMemo(() => tableTree(source, asked.config), [source, asked]);
  const from = asked.root.level;
  const levels = useMemo(() => {
    const depths = needs.length === 0 ? [] : lines.flatMap((line) => ("cells" in line ? [line.depth] : []));
    return [...new Set(depths)].map((depth) => {
      const level = { source, tree, asked, level: depth + from };
      const here = result && factsAtHand(level, result, needs);
      return { depth, here, queries: here ? [] : barQueries(level, needs) };
    });
  }, [source, tree, asked, from, result, lines, needs]);
  const answers = useFactAnswers(
    useMemo(() => levels.flatMap(({ queries }) => queries), [levels]),
    source,
  );
  const facts = useMemo(
    () =>
      new Map(
        levels.map(({ depth, here, queries }) => {
          if (!here && queries.length === 0) {
            const bars = columns.filter(({ column }) => column.display?.kind === "bar");
            const ends = bars.map((shown) => {
              const kind = bars.filter((other) => kindOf(other) === kindOf(shown));
              return [shown.name, endsHere(lines, depth, kind)] as const;
            });
            const rows: FormatFacts = Object.fromEntries(ends);
            return [depth, { rows, under: rows }] as const;
          }
          const read = queries.flatMap((fact) => {
            const found = answers.get(factKey(fact));
            return found ? [{ ...fact, result: found }] : [];
          });
          const rows = here ?? readFacts(read);
          return [depth, { rows, under: factsUnder(rows) }] as const;
        }),
      ),
    [levels, answers, lines, columns],
  );
  return useCallback(
    (line, column) => {
      const known = facts.get(line.depth);
      return known?.rows[column] ?? known?.under[plainName(column)];
    },
    [facts],
  );
}

/** What stands under values across has one measure for all of them, and another for the rows' totals. */
const kindOf = ({ name, beside }: TableColumn): string => `${plainName(name)}${beside ? "@" : ""}`;
