"use client";

import { useCallback, useMemo } from "react";
import { useBarFacts } from "@/components/table/use-bar-facts";
import { type SparkState, useSparklines } from "@/components/table/use-sparklines";
import type { AskedLines } from "@/components/table/use-table-lines";
import type { Locale } from "@/lib/format/format";
import type { Cell, Result } from "@/lib/query/result";
import { cellText, type DrawnColumn, type TableColumn } from "@/lib/table/columns";
import { asNumber } from "@/lib/table/compare-values";
import { type BarFormat, barFormat } from "@/lib/table/conditional-format";
import type { CellOf } from "@/lib/table/meets-rule";
import { plainName } from "@/lib/table/pivot-column";
import { type Progress, progressOf } from "@/lib/table/progress";
import { fillAddress, imageAddress, linkAddress } from "@/lib/table/safe-address";
import { FULL } from "@/lib/table/suitable-displays";
import type { DataLine, TableLine } from "@/lib/table/table-lines";
import type { TableSource } from "@/lib/table/table-tree";

/** What stands in one cell, ready to draw. */
export type CellDisplay =
  | { kind: "link"; address: string }
  /** `name`: what its row is called; none where the value itself stands beside the picture. */
  | { kind: "image"; address: string; name: string | null }
  | { kind: "badge" }
  | { kind: "bar"; bar: BarFormat }
  | { kind: "progress"; progress: Progress }
  | { kind: "sparkline"; number: boolean; spark: SparkState };

/** A line's, or with null the grand total's, display of a column; undefined where its plain value stands. */
export type Displays = (line: DataLine | null, column: DrawnColumn) => CellDisplay | undefined;

export interface DisplaysInput {
  source: TableSource;
  /** What the lines were asked as. */
  asked: AskedLines;
  result: Result | null;
  /** All that is drawn, or about to be. */
  lines: readonly TableLine[];
  grandTotal: Result["grandTotal"];
  columns: readonly TableColumn[];
  cellOf: (line: DataLine) => CellOf;
  locale: Locale;
  timezone: string;
}

/** What the columns' displays come to, line by line. */
export function useDisplays({
  source,
  asked,
  result,
  lines,
  grandTotal,
  columns,
  cellOf,
  locale,
  timezone,
}: DisplaysInput): Displays {
  const measures = columns
    .filter(({ column }) => column.display?.kind === "sparkline")
    .map(({ name }) => name);
  const total = grandTotal !== undefined && lines.length > 0;
  const paths = useMemo(
    () => [...lines.flatMap((line) => ("cells" in line ? [line.path] : [])), ...(total ? [asked.into] : [])],
    [lines, total, asked],
  );
  const sparkOf = useSparklines(source, asked.config, paths, measures, timezone);
  const factsOf = useBarFacts({ source, asked, result, lines, columns });

  return useCallback(
    (line, column) => {
      const { display, name } = column;
      if (!display || column.masked) return undefined;
      const isMasked = (other: string) =>
        columns.some((shown) => shown.name === other && shown.column.masked === true);
      const cellAt = (other: string): Cell | undefined => {
        if (isMasked(other)) return undefined;
        return line ? cellOf(line)(other) : grandTotal?.[other];
      };
      const value = cellAt(name);
      switch (display.kind) {
        case "link":
        case "image": {
          if (!line || value === null || value === undefined) return undefined;
          const template = display.to ?? (display.kind === "link" ? column.link : undefined);
          const filled = template === undefined ? null : fillAddress(template, cellAt);
          if (display.kind === "link") {
            const address = template === undefined ? linkAddress(value) : filled;
            return address ? { kind: "link", address } : undefined;
          }
          const address = imageAddress(template === undefined ? value : filled);
          if (!address) return undefined;
          const named = columns.find((shown) => shown.column.kind === "dimension" && shown.name !== name);
          const rowName =
            (named && cellText(named.column, cellAt(named.name), locale, timezone)) ?? String(value);
          return { kind: "image", address, name: template === undefined ? rowName : null };
        }
        case "badge":
          return line && value !== null && value !== undefined ? { kind: "badge" } : undefined;
        case "bar": {
          // A total would dwarf what it is the total of.
          const number = line && typeof value !== "boolean" ? asNumber(value) : null;
          const facts = line ? factsOf(line, name) : undefined;
          if (number === null || !facts) return undefined;
          const tone = number < 0 ? ("negative" as const) : ("accent" as const);
          const bar = barFormat({ tone }, number, facts);
          return bar ? { kind: "bar", bar } : undefined;
        }
        case "progress": {
          // Under values across it is held against the other measure under the same ones.
          const across = name.slice(plainName(name).length);
          const target = display.of === undefined ? (display.target ?? FULL) : cellAt(display.of + across);
          const progress = progressOf(value, target);
          return progress ? { kind: "progress", progress } : undefined;
        }
        case "sparkline": {
          const spark = sparkOf(line?.path ?? asked.into, name);
          return spark.state === "none"
            ? undefined
            : { kind: "sparkline", number: display.number !== false, spark };
        }
      }
    },
    [columns, cellOf, grandTotal, factsOf, sparkOf, asked, locale, timezone],
  );
}
