"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { useDataKey } from "@/lib/live/data-keys";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";

/** A failure as the API's envelope tells it, in the reader's language. */
export interface QueryError {
  code: string;
  message: string;
  details?: unknown;
  /** The request's id, for whoever looks into the logs; null when no answer came. */
  id: string | null;
}

export interface QueryState {
  /** The last answer; kept while the next one loads. */
  data: Result | null;
  error: QueryError | null;
  loading: boolean;
  refetch: () => void;
}

interface Settled {
  /** The question this answers, and at which attempt. */
  key: string;
  data: Result | null;
  error: QueryError | null;
}

type Envelope<T> =
  | { status: true; data: T }
  | { status: false; error: { code: string; message: string; details?: unknown } };

const LOST = "INTERNAL";

/** One question over `POST /api/v1/query`. Rejects only when aborted. */
export const askQuery = (body: string, signal: AbortSignal): Promise<Pick<Settled, "data" | "error">> =>
  askApi<Result>("/api/v1/query", body, signal);

/** A call of the API as its envelope tells it. Rejects only when aborted. */
export async function askApi<T>(
  path: string,
  body: string,
  signal: AbortSignal,
): Promise<{ data: T | null; error: QueryError | null }> {
  let id: string | null = null;
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body, signal });
    id = response.headers.get("x-request-id");
    const envelope = (await response.json()) as Envelope<T>;
    if (envelope.status) return { data: envelope.data, error: null };
    return { data: null, error: { ...envelope.error, id } };
  } catch (error) {
    if (signal.aborted) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { data: null, error: { code: LOST, message, id } };
  }
}

/** Within so long what was asked early is drawn, ms. */
const EARLY_MS = 1000;
/** What was asked before anything that shows its answer was drawn. */
let early: { body: string; controller: AbortController; answer: ReturnType<typeof askQuery> } | null = null;

/**
 * Sends a question that {@link useQuery} is about to ask, in the click that leads to it: drawing that comes first would hold it up.
 * One at a time: one that nobody has taken up is given up for the next.
 */
export function askEarly(query: QueryInput): void {
  const body = JSON.stringify(query);
  if (early?.body === body) return;
  early?.controller.abort();
  const controller = new AbortController();
  const answer = askQuery(body, controller.signal);
  answer.catch(() => {
    // Aborted: the next one answers.
  });
  const mine = { body, controller, answer };
  early = mine;
  // What nobody takes up must not answer the same question another time.
  setTimeout(() => {
    if (early !== mine) return;
    early = null;
    controller.abort();
  }, EARLY_MS);
}

function takeEarly(body: string) {
  if (early?.body !== body) return null;
  const taken = early;
  early = null;
  return taken;
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
