"use client";

import { useEffect, useState } from "react";
import { useLocalAnswer } from "@/components/table/use-local-answer";
import type { ApiFailure } from "@/lib/http/ask-api";
import { askEarly } from "@/lib/query/ask-query";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { useQuery } from "@/lib/query/use-query";
import { countQuery, rowTotal } from "@/lib/table/table-query";

/** What the server has answered already, and to which question. */
export interface TableAnswer {
  query: QueryInput;
  result: Result | null;
  /** Rows over all pages; null when not counted. */
  total: number | null;
  error: ApiFailure | null;
}

export interface TableRows {
  result: Result | null;
  /** Rows over all pages; null while unknown. */
  total: number | null;
  error: ApiFailure | null;
  loading: boolean;
  /** The rows are there, but the totals are those of a question before. */
  totalsPending: boolean;
  refetch: () => void;
  /** Asks what the next question will be, where it will be asked: before it is drawn. */
  foresee: (next: QueryInput) => void;
}

const keyOf = (query: QueryInput) => JSON.stringify(query);

/**
 * The rows of one page. Starts from the server's answer, also from a later one (the dashboard's controls changed);
 * asks itself only what the server has not answered.
 * @param counts false where the rows are counted by whoever reads them all
 */
export function useTableRows(query: QueryInput, initial: TableAnswer, counts = true): TableRows {
  // A retry asks again what the server answered, until the server answers anew.
  const [asked, setAsked] = useState<TableAnswer | null>(null);
  const answered = keyOf(query) === keyOf(initial.query) && asked !== initial;
  const { answer: local, keep, forget, answerTo } = useLocalAnswer(query, initial);
  const live = useQuery(answered || local?.complete ? null : query, { of: initial });
  // Until the engine has answered, what is known here: rows at once, totals when they come.
  const shown = !answered && local && (local.complete || live.loading) ? local : null;
  const come = answered ? initial.result : (shown?.result ?? (live.loading ? null : live.data));
  // While others are on their way the last rows shown stay, not the last ones asked for here.
  const [last, setLast] = useState(initial.result);
  if (come && come !== last) setLast(come);
  const result = come ?? last;
  const error = answered ? initial.error : shown ? null : live.error;
  const fresh = answered ? initial.result : shown || live.loading || live.error ? null : live.data;
  useEffect(() => {
    if (fresh) keep({ query, result: fresh });
  }, [fresh, query, keep]);

  const counted = countQuery(query);
  const sameCount = keyOf(counted) === keyOf(countQuery(initial.query));
  const settled = answered || shown !== null || !live.loading;
  const seen =
    settled && result
      ? rowTotal({ rows: result.rows.length, truncated: result.meta.truncated }, query.offset ?? 0)
      : null;
  const known = seen ?? (sameCount ? initial.total : null);
  // Folded lines are counted where they are read.
  const count = useQuery(
    !counts || query.limit === 0 ? null : known === null && settled && !error ? counted : null,
  );
  const total = known ?? (count.loading ? null : (count.data?.rows.length ?? null));

  return {
    result,
    total,
    error,
    loading: !answered && !shown && live.loading,
    totalsPending: shown !== null && !shown.totals,
    foresee: (next) => {
      const key = keyOf(next);
      if (key === keyOf(query) || (key === keyOf(initial.query) && asked !== initial)) return;
      if (!answerTo(next)?.complete) askEarly(next);
    },
    refetch: () => {
      forget();
      if (answered) setAsked(initial);
      else live.refetch();
    },
  };
}
