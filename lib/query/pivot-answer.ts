import { AppError } from "@/lib/errors";
import { type AnswerBody, converter, type LinesOf } from "@/lib/query/answer-body";
import { measuresOf } from "@/lib/query/compile/print-pivot";
import { subtotalDepths } from "@/lib/query/compile/sections";
import { MOST_CELLS, MOST_LINES } from "@/lib/query/limits";
import type { Plan } from "@/lib/query/plan";
import type { Cell, Result } from "@/lib/query/result";
import { type ColumnWriter, underPivot } from "@/lib/query/result-columns";

type Line = readonly unknown[];
/** Before a line's own values: its section, its row's place and its column's. */
const AHEAD = 3;

/**
 * Puts a pivot's values where row and column meet; what no group has stays null, and groups of nulls alone are told apart.
 * @throws AppError QUERY_001 `answerTooLarge`: some thousand rows of some hundred columns, nearly all empty, fit a source's
 * caps and not this process
 */
export function pivotAnswer(plan: Plan, writer: ColumnWriter, linesOf: LinesOf): AnswerBody {
  const { rowDimensions, pivot } = plan;
  if (!pivot) throw new Error("no pivot in the plan");
  const dimensions = plan.dimensions.map((_, i) => writer.dimension(i));
  const convert = dimensions.map((column) => converter(column, plan.timezone));
  const measures = writer.columns().filter(({ kind }) => kind === "measure");
  const number = converter({ type: "number" } as (typeof measures)[number], plan.timezone);
  const width = measuresOf(plan).length;

  const keysOf = (line: Line, from: number, to: number) =>
    convert.slice(from, to).map((cell, i) => cell(line[AHEAD + from + i]));
  const valuesOf = (line: Line): Cell[] =>
    Array.from({ length: width }, (_, i) => number(line[AHEAD + plan.dimensions.length + i]));

  const found = linesOf("columns");
  const combinations = found.slice(0, pivot.limit).map((line) => ({
    keys: keysOf(line, rowDimensions, plan.dimensions.length),
    place: Number(line[1]),
    total: valuesOf(line),
  }));
  const columns = [
    ...dimensions.slice(0, rowDimensions),
    ...combinations.flatMap(({ keys }) => measures.map((column) => underPivot(column, keys))),
    ...(pivot.rowTotals ? measures : []),
  ];

  // Where nothing may be seen there is nothing to tell apart.
  const hidden = measures.every(({ masked }) => masked);
  const valueless: NonNullable<Result["valueless"]> = [];
  const spread = (rows: readonly Line[], cells: readonly Line[], depth: number): Cell[][] => {
    const places = new Map<number, { row: Cell[]; i: number }>();
    const written = rows.map((line, i) => {
      const row: Cell[] = [
        ...keysOf(line, 0, rowDimensions).map((cell, i) => (i < depth ? cell : null)),
        ...new Array<Cell>(combinations.length * width).fill(null),
        ...(pivot.rowTotals ? valuesOf(line) : []),
      ];
      places.set(Number(line[1]), { row, i });
      return row;
    });
    const columnAt = new Map(combinations.map(({ place }, i) => [place, i]));
    for (const cell of cells) {
      const place = places.get(Number(cell[1]));
      const at = columnAt.get(Number(cell[2]));
      if (!place || at === undefined) continue;
      const values = valuesOf(cell);
      place.row.splice(rowDimensions + at * width, width, ...values);
      if (!hidden && values.every((value) => value === null)) valueless.push([depth, place.i, at]);
    }
    return written;
  };

  const rows = linesOf("rows").slice(0, plan.limit);
  const depths = subtotalDepths(plan);
  const subtotals = depths.map((depth) => linesOf("subtotals", depth).slice(0, MOST_LINES));
  const height = subtotals.reduce((sum, list) => sum + list.length, rows.length);
  if (height * columns.length > MOST_CELLS) throw new AppError("QUERY_001", { key: "answerTooLarge" });
  const [grand] = linesOf("grand");
  const totals = [
    ...combinations.flatMap(({ total }) => total),
    ...(pivot.rowTotals && grand ? valuesOf(grand) : []),
  ];
  const body = {
    columns,
    rows: spread(rows, linesOf("cells", rowDimensions), rowDimensions),
    ...(plan.subtotals
      ? {
          subtotals: depths.map((depth, i) => ({
            dimensions: plan.dimensions.slice(0, depth).map(({ name }) => name),
            rows: spread(subtotals[i] ?? [], linesOf("cells", depth), depth),
          })),
        }
      : {}),
  };
  return {
    ...body,
    ...(valueless.length > 0 ? { valueless } : {}),
    ...(plan.grandTotal
      ? {
          grandTotal: Object.fromEntries(
            columns.slice(rowDimensions).map(({ name }, i) => [name, totals[i] ?? null]),
          ),
        }
      : {}),
    truncated: linesOf("rows").length > plan.limit,
    columnsTruncated: found.length > pivot.limit,
    ...(plan.subtotals
      ? { totalsTruncated: depths.some((depth) => linesOf("subtotals", depth).length > MOST_LINES) }
      : {}),
  };
}
