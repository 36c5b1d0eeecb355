import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { type RunQueryOptions, runQuery } from "@/lib/query/run-query";
import { requestContext } from "@/lib/request-context";

/** Nobody who left is waited for: the statement is cancelled then. */
export const readerLeft = () => requestContext()?.signal ?? new AbortController().signal;

export interface StaleAnswers {
  /** Asked again these get the newer data's answers. */
  queries: QueryInput[];
  /** Of the oldest of them, ISO 8601; null where nobody knows. */
  dataAsOf: string | null;
}

export interface WidgetQuestions {
  options: RunQueryOptions;
  ask: (query: QueryInput) => Promise<Result>;
  /** Those answered so far with older data than there are. */
  stale: () => StaleAnswers | null;
}

/** What one widget asks. @param staleMinutes answers of older data will do at first when they are at most so old */
export function widgetQuestions(viewer: Viewer, now: Date, staleMinutes?: number): WidgetQuestions {
  const options: RunQueryOptions = {
    now,
    signal: readerLeft(),
    ...(staleMinutes === undefined ? {} : { staleMs: staleMinutes * 60_000 }),
  };
  const old: { query: QueryInput; dataAsOf: string | null }[] = [];
  return {
    options,
    ask: async (query) => {
      const result = await runQuery(viewer, query, options);
      if (result.meta.stale) old.push({ query, dataAsOf: result.meta.dataAsOf });
      return result;
    },
    stale: () =>
      old.length === 0
        ? null
        : {
            queries: old.map(({ query }) => query),
            dataAsOf: old.flatMap(({ dataAsOf }) => dataAsOf ?? []).sort()[0] ?? null,
          },
  };
}
