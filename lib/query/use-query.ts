"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ApiFailure } from "@/lib/http/ask-api";
import { useDataKey } from "@/lib/live/data-keys";
import { askQuery, takeEarly } from "@/lib/query/ask-query";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";

export interface QueryState {
  /** The last answer; kept while the next one loads. */
  data: Result | null;
  error: ApiFailure | null;
  loading: boolean;
  refetch: () => void;
}

interface Settled {
  /** The question this answers, and at which attempt. */
  key: string;
  data: Result | null;
  error: ApiFailure | null;
}

/**
 * The browser's one way to data. A changed question aborts the running one; null asks nothing. The same question is asked again
 * once the page shows newer data of its dataset.
 * @param options.initial the answer the server has already given to the first question.
 * @param options.of what the answers belong to: with another one the question is asked again, and the old answer stays until then
 */
export function useQuery(
  query: QueryInput | null,
  options: { initial?: Result; of?: unknown } = {},
): QueryState {
  const key = query ? JSON.stringify(query) : "";
  const version = useDataKey(query?.dataset);
  const [attempt, setAttempt] = useState(0);
  const [of, setOf] = useState(options.of);
  if (of !== options.of) {
    setOf(options.of);
    setAttempt(attempt + 1);
  }
  const question = `${attempt} ${version} ${key}`;
  const [settled, setSettled] = useState<Settled | null>(
    options.initial ? { key: question, data: options.initial, error: null } : null,
  );
  const answered = useRef(options.initial ? question : null);

  useEffect(() => {
    if (key === "" || answered.current === question) return;
    const taken = takeEarly(key);
    const controller = taken?.controller ?? new AbortController();
    (taken?.answer ?? askQuery(key, controller.signal)).then(
      ({ data, error }) => {
        if (controller.signal.aborted) return;
        answered.current = question;
        setSettled((before) => ({ key: question, data: data ?? before?.data ?? null, error }));
      },
      () => {
        // Aborted: the next question answers.
      },
    );
    return () => controller.abort();
  }, [key, question]);

  const refetch = useCallback(() => setAttempt((n) => n + 1), []);
  const current = settled?.key === question;
  return {
    data: settled?.data ?? null,
    error: current ? (settled?.error ?? null) : null,
    loading: key !== "" && !current,
    refetch,
  };
}
