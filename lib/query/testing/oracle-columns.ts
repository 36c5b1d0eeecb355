/** The columns after the dimensions, and what a line has in them. */
import { pivotColumn, type Query } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { calculateLevel, calculateRows } from "@/lib/query/testing/oracle-calculations";
import type { Levels, Line, Read } from "@/lib/query/testing/oracle-groups";
import { readColumn } from "@/lib/query/testing/oracle-order";
import type { Axis } from "@/lib/query/testing/oracle-rows";
import { toCell, type Value } from "@/lib/query/testing/oracle-values";

const MOST_PIVOTED_COLUMNS = 2000;

export interface MeasureColumn {
  name: string;
  measure: string;
  pivot?: Cell[];
}

/** Measures with their comparisons; in a pivot under each combination, then over all of them. */
export function measureColumns(
  query: Query,
  combinations: readonly Line[],
): { columns: MeasureColumn[]; truncated: boolean } {
  const plain = query.measures.flatMap((measure) => {
    const parts = query.compare ? ["", "__previous", "__delta", "__change"] : [""];
    return parts.map((part): MeasureColumn => ({ name: measure + part, measure }));
  });
  if (!query.pivot) return { columns: plain, truncated: false };
  const most = Math.min(query.pivot.limit, Math.floor(MOST_PIVOTED_COLUMNS / plain.length));
  const pivoted = combinations
    .slice(0, most)
    .flatMap(({ keys }) =>
      plain.map(({ name, measure }) => ({ name: pivotColumn(name, keys), measure, pivot: keys })),
    );
  const columns = query.pivot.rowTotals ? [...pivoted, ...plain] : pivoted;
  return { columns, truncated: combinations.length > most };
}

/** Writes lines as rows of the answer. @param rows all of them, in their order: calculations look at their neighbours. */
export function printer(
  query: Query,
  columns: readonly MeasureColumn[],
  rows: readonly Line[],
  axes: readonly Axis[],
  levels: Levels,
  read: Read,
) {
  const calculated = new Map<Line, Value[]>(rows.map((row) => [row, []]));
  for (const calculation of query.calculations) {
    const values = calculateRows(calculation, rows, axes, levels, read);
    rows.forEach((row, i) => {
      calculated.get(row)?.push(values[i] ?? null);
    });
  }
  const measures = (line: Line) => columns.map(({ name }) => readColumn(line, name, read));
  const ofLevel = (line: Line) => query.calculations.map((one) => calculateLevel(one, line, levels, read));
  return {
    row: (line: Line): Cell[] => [
      ...line.keys,
      ...[...measures(line), ...(calculated.get(line) ?? [])].map(toCell),
    ],
    total: (line: Line): Cell[] => [...line.keys, ...[...measures(line), ...ofLevel(line)].map(toCell)],
    grandTotal(): Record<string, Cell> {
      const [line] = levels.lines(0);
      if (!line) throw new Error("there is always a grand total");
      const names = [...columns, ...query.calculations].map(({ name }) => name);
      const values = [...measures(line), ...ofLevel(line)];
      return Object.fromEntries(names.map((name, i) => [name, toCell(values[i] ?? null)]));
    },
  };
}
