import { type AnswerBody, converter, type LinesOf } from "@/lib/query/answer-body";
import { hasGrandTotal, subtotalDepths } from "@/lib/query/compile/sections";
import { MOST_LINES } from "@/lib/query/limits";
import type { Plan } from "@/lib/query/plan";
import type { Cell, ResultColumn, Subtotals } from "@/lib/query/result";
import type { ColumnWriter } from "@/lib/query/result-columns";

/** Rows, totals and others of an answer without a pivot. @param converterOf how cells are read, where not as drivers give them */
export function flatAnswer(
  plan: Plan,
  writer: ColumnWriter,
  linesOf: LinesOf,
  converterOf = (column: ResultColumn) => converter(column, plan.timezone),
): AnswerBody {
  const columns = writer.columns();
  const convert = columns.map((column) => converterOf(column));
  const read = (line: readonly unknown[]): Cell[] => convert.map((cell, i) => cell(line[i + 1]));
  const rows = linesOf("rows");
  const depths = subtotalDepths(plan);
  const names = plan.dimensions.map(({ name }) => name);
  const { top } = plan;
  const levels = (kind: "subtotals" | "othersSubtotals", from: number): Subtotals[] =>
    depths
      .filter((depth) => depth > from)
      .map((depth) => ({
        dimensions: names.slice(0, depth),
        rows: linesOf(kind, depth).slice(0, MOST_LINES).map(read),
      }));
  const lists = [
    linesOf("others"),
    ...depths.flatMap((d) => [linesOf("subtotals", d), linesOf("othersSubtotals", d)]),
  ];
  return {
    columns,
    rows: rows.slice(0, plan.limit).map(read),
    ...(plan.subtotals ? { subtotals: levels("subtotals", 0) } : {}),
    ...(top?.others
      ? {
          others: {
            dimension: names[top.dimension] ?? "",
            rows: linesOf("others").slice(0, MOST_LINES).map(read),
            ...(plan.subtotals ? { subtotals: levels("othersSubtotals", top.dimension) } : {}),
          },
        }
      : {}),
    ...(plan.grandTotal ? { grandTotal: totalOf(plan, columns, read, linesOf("grand")[0]) } : {}),
    truncated: rows.length > plan.limit,
    ...(plan.subtotals || top?.others
      ? { totalsTruncated: lists.some((list) => list.length > MOST_LINES) }
      : {}),
  };
}

function totalOf(
  plan: Plan,
  columns: readonly ResultColumn[],
  read: (line: readonly unknown[]) => Cell[],
  line: readonly unknown[] | undefined,
): Record<string, Cell> {
  if (!hasGrandTotal(plan) || !line) return {};
  const cells = read(line);
  return Object.fromEntries(
    columns.flatMap(({ name, kind }, i) => (kind === "measure" ? [[name, cells[i] ?? null]] : [])),
  );
}
