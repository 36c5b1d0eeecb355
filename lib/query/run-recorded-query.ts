import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordRead } from "@/lib/audit/record-read";
import { keepText } from "@/lib/audit/redact";
import type { Filter, Query } from "@/lib/query/query";
import { type ResultText, resultText } from "@/lib/query/query-text";
import { readWindow } from "@/lib/query/read-window";
import type { RowWindow, WindowQuestion } from "@/lib/query/row-window";
import { answerQuestion, type RunQueryOptions } from "@/lib/query/run-query";

/** An entry stays small however long the lists people filter by. */
const MOST_FILTERS = 20;
const MOST_VALUES = 10;
const MOST_CHARACTERS = 100;

const shorten = (value: Filter["values"][number]) =>
  typeof value === "string" ? keepText(value, MOST_CHARACTERS) : value;

const briefFilter = ({ name, op, values }: Filter) => ({
  name,
  op,
  values: values.slice(0, MOST_VALUES).map(shorten),
  ...(values.length > MOST_VALUES ? { count: values.length } : {}),
});

/**
 * A question asked by itself rather than by a page, whose opening is on record: the audit log keeps who asked what and how
 * many rows went out. @returns the document of `runQuery` as JSON. @throws as `runQuery`
 */
export async function runRecordedQuery(
  viewer: Viewer,
  query: Query,
  options: RunQueryOptions = {},
): Promise<ResultText> {
  authorize(viewer, "query.run");
  const text = resultText(viewer, await answerQuestion(viewer, query, options));
  await recordQuery(viewer, query, { rows: text.rowCount });
  return text;
}

/**
 * A window of a question's rows, on record as a question is, with its position. @throws as `readWindow`
 */
export async function readRecordedWindow(
  viewer: Viewer,
  window: WindowQuestion,
  options: Pick<RunQueryOptions, "signal" | "now"> = {},
): Promise<RowWindow> {
  authorize(viewer, "query.run");
  const answer = await readWindow(viewer, window, options);
  await recordQuery(viewer, window.query, { rows: answer.result.meta.rowCount, from: window.from });
  return answer;
}

async function recordQuery(viewer: Viewer, query: Query, read: { rows: number; from?: number }) {
  const { dataset, dimensions, measures, filters, time } = query;
  await recordRead(viewer, {
    action: "query.run",
    category: "DATA",
    metadata: {
      dataset,
      dimensions,
      measures,
      filters: filters.slice(0, MOST_FILTERS).map(briefFilter),
      ...(filters.length > MOST_FILTERS ? { filterCount: filters.length } : {}),
      ...(time ? { time } : {}),
      ...read,
    },
  });
}
