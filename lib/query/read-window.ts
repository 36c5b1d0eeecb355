import "server-only";
import { createHash } from "node:crypto";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { converter } from "@/lib/query/answer-body";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { hasGrandTotal, sectionsOf } from "@/lib/query/compile/sections";
import { DIALECTS } from "@/lib/query/execute";
import { findRowList, type KeptRowList } from "@/lib/query/kept-row-lists";
import type { Plan } from "@/lib/query/plan";
import { type PlannedQuestion, planQuestion } from "@/lib/query/plan-question";
import { impossibleQuery } from "@/lib/query/query-error";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { ColumnWriter } from "@/lib/query/result-columns";
import { packRows, ROW_LIST_CAPS, readRows } from "@/lib/query/row-list";
import type { RowWindow, WindowQuestion } from "@/lib/query/row-window";
import { inOwnStyle, type RunQueryOptions } from "@/lib/query/run-query";
import { streamRows } from "@/lib/query/stream-query";
import { forgetRollups } from "@/lib/rollups/rollup-catalogue";
import { openRunner, stateOfSource } from "@/lib/sources/open-runner";
import { isRelationMissing } from "@/lib/sources/source-error";

/** Longest work for one batch, the first of which comes when all rows have been put in order. */
const TIMEOUT_MS = 60_000;
/**
 * A window of a question's rows. All windows of one list are of one reading of the data, so they agree however the data move.
 * @throws AppError CONFLICT_001 `rowListExpired`: the list is gone or of older data, ask without it. QUERY_001 for subtotals, others and
 * pivots. Else as `runQuery`
 */
export async function readWindow(
  viewer: Viewer,
  { query, from, to, list }: WindowQuestion,
  { signal, now }: Pick<RunQueryOptions, "signal" | "now"> = {},
): Promise<RowWindow> {
  authorize(viewer, "query.run");
  const started = performance.now();
  const question = await planQuestion(viewer, { ...query, limit: 0, offset: 0 }, { now });
  const { onSource, dataset, data } = question;
  if (onSource.pivot || onSource.subtotals || onSource.top?.others)
    throw impossibleQuery("query", "onlyRowsStream");
  const target = question.targetOf(onSource);
  const state = await stateOfSource(target);
  const found = await findRowList({
    // Rollups give the same rows: which one did does not count.
    key: createHash("sha256")
      .update(JSON.stringify([target, onSource]))
      .digest("base64url"),
    version: state ?? (data?.version == null ? null : String(data.version)),
    list,
    signal,
    make: (cancelled) => makeList(question, cancelled),
  });
  const { grandTotal, dataAsOf, rollup, rows: total, cut } = found.list;
  const rows = await readRows(found.list, from, to);
  const columns = new ColumnWriter(onSource, dataset, viewer.locale).columns();
  return {
    list: found.id,
    from,
    total,
    cut,
    result: {
      columns: inOwnStyle(viewer, columns),
      rows,
      ...(grandTotal ? { grandTotal } : {}),
      meta: {
        source: onSource.source,
        rollup,
        cached: found.cached,
        elapsedMs: Math.round((performance.now() - started) * 10) / 10,
        rowCount: rows.length,
        truncated: from + rows.length < total || cut,
        dataAsOf,
      },
    },
  };
}

async function makeList(question: PlannedQuestion, signal: AbortSignal): Promise<KeptRowList> {
  const { plan, onSource } = question;
  return await readList(question, plan, signal).catch((error) => {
    if (plan.rollup === null || !isRelationMissing(error)) throw error;
    // A newer table took its place, or it was dropped, after we looked.
    forgetRollups();
    return readList(question, onSource, signal);
  });
}

async function readList(question: PlannedQuestion, plan: Plan, signal: AbortSignal): Promise<KeptRowList> {
  const target = question.targetOf(plan);
  const whole = { ...plan, limit: ROW_LIST_CAPS.rows };
  const options = { signal, timeoutMs: TIMEOUT_MS };
  // Labels differ between readers, values do not.
  const columns = new ColumnWriter(plan, question.dataset, "en").columns();
  const facts = { dataAsOf: question.data?.dataAsOf ?? null, rollup: plan.rollup };
  if (!hasGrandTotal(plan))
    return {
      ...(await packRows(streamRows(whole, columns, target, options))),
      grandTotal: undefined,
      ...facts,
    };
  const statement = compilePlan(whole, DIALECTS[target.kind]);
  const lines = openRunner(target).stream(statement, { source: plan.source, ...options });
  const convert = columns.map((column) => converter(column, plan.timezone));
  const read = (line: readonly unknown[]): Cell[] => convert.map((cell, i) => cell(line[i + 1]));
  const rowsAt = sectionsOf(plan).findIndex(({ kind }) => kind === "rows");
  let total: Cell[] | null = null;
  async function* rows(): AsyncGenerator<Cell[][]> {
    for await (const batch of lines) {
      const own = batch.filter((line) => Number(line[0]) === rowsAt);
      // The grand total comes before the rows, from the same statement.
      const other = batch.find((line) => Number(line[0]) !== rowsAt);
      if (other) total = read(other);
      yield own.map(read);
    }
  }
  const list = await packRows(rows());
  return {
    ...list,
    grandTotal: byMeasure(columns, total),
    ...facts,
  };
}

const byMeasure = (columns: readonly ResultColumn[], cells: readonly Cell[] | null): Record<string, Cell> =>
  cells
    ? Object.fromEntries(
        columns.flatMap(({ name, kind }, i) => (kind === "measure" ? [[name, cells[i] ?? null]] : [])),
      )
    : {};
