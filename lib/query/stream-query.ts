import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { converter, convertLines, type LinesOf, textConverter } from "@/lib/query/answer-body";
import { compileRows, compileSized } from "@/lib/query/compile/compile-plan";
import { sectionsOf, subtotalDepths } from "@/lib/query/compile/sections";
import { DIALECTS } from "@/lib/query/execute";
import { flatAnswer } from "@/lib/query/flat-answer";
import type { Plan } from "@/lib/query/plan";
import { type PlannedQuestion, planQuestion } from "@/lib/query/plan-question";
import type { QueryInput } from "@/lib/query/query";
import { impossibleQuery } from "@/lib/query/query-error";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { ColumnWriter } from "@/lib/query/result-columns";
import { inOwnStyle, type RunQueryOptions } from "@/lib/query/run-query";
import { forgetRollups } from "@/lib/rollups/rollup-catalogue";
import { openRunner } from "@/lib/sources/open-runner";
import type { SourceTarget, StreamOptions } from "@/lib/sources/runner";
import { isRelationMissing } from "@/lib/sources/source-error";
import { writeLiteral } from "@/lib/sources/write-literal";

/** More rows than any answer has. */
const EVERYTHING = Number.MAX_SAFE_INTEGER - 1;
/** A batch may wait for its consumer's disk or network, a statement for its first row. */
const TIMEOUT_MS = 300_000;

export interface StreamedRows {
  columns: ResultColumn[];
  /** Read as fast as they are taken; leaving the loop ends the statement. */
  batches: AsyncIterable<Cell[][]>;
  /** ISO 8601; null when the source cannot tell. */
  dataAsOf: string | null;
  source: string;
  rollup: string | null;
}

export interface StreamedAnswer extends StreamedRows, Pick<Result, "subtotals" | "grandTotal"> {
  /** A list of subtotals was cut. */
  totalsTruncated: boolean;
  /** Each row says, after its cells, how many rows its group has; one number a list of `subtotals`. */
  sizesFrom: number;
}

type StreamQueryOptions = Pick<RunQueryOptions, "signal" | "now">;

/**
 * All rows of a question in their order, whatever its limit, for exports: no more than one batch is in memory, the first of which
 * has come when this returns. Of totals only subtotals say something here: rows stand in the order of their groups. Pivots are
 * answered by `runQuery`.
 * @throws AppError as `runQuery`; QUERY_001 for a question of more than rows. Later failures of the source come from the batches.
 */
export async function streamQuery(
  viewer: Viewer,
  input: QueryInput,
  options: StreamQueryOptions = {},
): Promise<StreamedRows> {
  return stream(viewer, input, options, async (question, plan, columns, reading) => ({
    ...question,
    batches: await begun(copyRows({ ...plan, grandTotal: false }, columns, question.target, reading)),
  }));
}

/**
 * As {@link streamQuery}, with subtotals and grand total as `runQuery` has them: of the same statement, and so of the same data.
 * Each list of subtotals is in memory.
 */
export async function streamAnswer(
  viewer: Viewer,
  input: QueryInput,
  options: StreamQueryOptions = {},
): Promise<StreamedAnswer> {
  return stream(viewer, input, options, async (question, plan, columns, reading) => {
    if (!plan.grandTotal && !plan.subtotals) {
      const batches = await begun(copyRows(plan, columns, question.target, reading));
      return { ...question, batches, totalsTruncated: false, sizesFrom: columns.length };
    }
    return { ...question, ...(await readTotals(question, plan, columns, reading)) };
  });
}

/** What is known of a question before it is read. */
type Known = Omit<StreamedRows, "batches"> & { planned: PlannedQuestion; target: SourceTarget };
type Reading = Pick<StreamOptions, "signal" | "timeoutMs">;

async function stream<A extends StreamedRows>(
  viewer: Viewer,
  input: QueryInput,
  { signal = new AbortController().signal, now }: StreamQueryOptions,
  read: (known: Known, plan: Plan, columns: ResultColumn[], reading: Reading) => Promise<A & Partial<Known>>,
): Promise<A> {
  authorize(viewer, "query.run");
  const planned = await planQuestion(viewer, input, { now });
  const { dataset, data, targetOf, onSource } = planned;
  if (onSource.pivot || onSource.top?.others) throw impossibleQuery("totals", "onlyRowsStream");
  const columns = inOwnStyle(viewer, new ColumnWriter(onSource, dataset, viewer.locale).columns());
  const from = async (plan: Plan): Promise<A> => {
    const all = { ...plan, limit: EVERYTHING, offset: 0 };
    const { source, rollup } = plan;
    const known = {
      columns,
      dataAsOf: data?.dataAsOf ?? null,
      source,
      rollup,
      planned,
      target: targetOf(plan),
    };
    const {
      planned: _,
      target: __,
      ...answer
    } = await read(known, all, columns, {
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    return answer as A;
  };
  return from(planned.plan).catch((error) => {
    if (planned.plan.rollup === null || !isRelationMissing(error)) throw error;
    // A newer table took its place, or it was dropped, after we looked.
    forgetRollups();
    return from(onSource);
  });
}

/** A stream whose first batch is there: what would fail at once has failed. */
async function begun<T>(batches: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = batches[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let step = first; !step.done; step = await iterator.next()) yield step.value;
    } finally {
      await iterator.return?.(undefined);
    }
  })();
}

async function readTotals(
  { planned, target }: Known,
  plan: Plan,
  columns: readonly ResultColumn[],
  reading: Reading,
): Promise<Omit<StreamedAnswer, keyof Omit<StreamedRows, "batches">>> {
  const sections = sectionsOf(plan);
  const rowsAt = sections.length - 1;
  const { lines, convert: converterOf } = readAll(plan, target, compileSized, reading);
  const iterator = lines[Symbol.asyncIterator]();
  // Totals come before the rows.
  const totals: unknown[][] = [];
  let first: unknown[][] = [];
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
    const from = step.value.findIndex((line) => Number(line[0]) === rowsAt);
    for (const line of from < 0 ? step.value : step.value.slice(0, from)) totals.push(line);
    if (from < 0) continue;
    first = step.value.slice(from);
    break;
  }
  const linesOf: LinesOf = (kind, depth) => {
    const number = sections.findIndex((s) => s.kind === kind && (!("depth" in s) || s.depth === depth));
    return kind === "rows" ? [] : totals.filter((line) => Number(line[0]) === number);
  };
  const writer = new ColumnWriter(plan, planned.dataset, "en");
  const convert = columns.map((column) => converterOf(column));
  const { subtotals, grandTotal, totalsTruncated = false } = flatAnswer(plan, writer, linesOf, converterOf);
  const depths = subtotalDepths(plan).length;
  const rowOf = (line: unknown[]): Cell[] => {
    const row: Cell[] = convert.map((cell, i) => cell(line[i + 1]));
    for (let i = 0; i < depths; i++) row.push(Number(line[columns.length + 1 + i]));
    return row;
  };
  async function* batches(): AsyncGenerator<Cell[][], void, undefined> {
    try {
      if (first.length > 0) yield first.map(rowOf);
      first = [];
      for (let step = await iterator.next(); !step.done; step = await iterator.next())
        yield step.value.map(rowOf);
    } finally {
      await iterator.return?.(undefined);
    }
  }
  return {
    ...(subtotals ? { subtotals } : {}),
    ...(grandTotal ? { grandTotal } : {}),
    totalsTruncated,
    sizesFrom: columns.length,
    batches: batches(),
  };
}

type Compile = typeof compileRows;
type Convert = (value: unknown) => Cell;

/** All lines of a statement, in the way that is quickest for whoever will read all of them, and how its cells are read. */
function readAll(
  plan: Plan,
  target: SourceTarget,
  compile: Compile,
  reading: Reading,
): { lines: AsyncIterable<unknown[][]>; convert: (column: ResultColumn) => Convert } {
  const runner = openRunner(target);
  const dialect = DIALECTS[target.kind];
  const options = { source: plan.source, ...reading };
  if (runner.copy)
    return {
      lines: runner.copy(compile(plan, dialect, writeLiteral).text, options),
      convert: (column) => textConverter(column, plan.timezone),
    };
  return {
    lines: runner.stream(compile(plan, dialect), options),
    convert: (column) => converter(column, plan.timezone),
  };
}

/** As {@link streamRows}, for whoever will read all of them. */
async function* copyRows(
  plan: Plan,
  columns: readonly ResultColumn[],
  target: SourceTarget,
  reading: Reading,
): AsyncGenerator<Cell[][], void, undefined> {
  const { lines, convert } = readAll(plan, target, compileRows, reading);
  const converters = columns.map(convert);
  for await (const batch of lines) {
    convertLines(batch, converters);
    yield batch;
  }
}

/** The rows of a plan that is of rows alone, in batches, no further ahead than one. */
export async function* streamRows(
  plan: Plan,
  columns: readonly ResultColumn[],
  target: SourceTarget,
  options: Pick<StreamOptions, "signal" | "timeoutMs">,
): AsyncGenerator<Cell[][], void, undefined> {
  const statement = compileRows(plan, DIALECTS[target.kind]);
  const convert = columns.map((column) => converter(column, plan.timezone));
  const lines = openRunner(target).stream(statement, { source: plan.source, ...options });
  for await (const batch of lines) {
    convertLines(batch, convert);
    yield batch;
  }
}
