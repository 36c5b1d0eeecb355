/** The browser's questions to the API. */
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

/** One of them is null. */
export interface Answered<T> {
  data: T | null;
  error: QueryError | null;
}

type Envelope<T> =
  | { status: true; data: T }
  | { status: false; error: { code: string; message: string; details?: unknown } };

const LOST = "INTERNAL";

/** One question over `POST /api/v1/query`. Rejects only when aborted. */
export const askQuery = (body: string, signal: AbortSignal): Promise<Answered<Result>> =>
  askApi<Result>("/api/v1/query", body, signal);

/** A call of the API as its envelope tells it. Rejects only when aborted. */
export async function askApi<T>(path: string, body: string, signal: AbortSignal): Promise<Answered<T>> {
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
 * Sends a question that `useQuery` is about to ask, in the click that leads to it: drawing that comes first would hold it up.
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

/** What was asked early, for whoever asks that now. */
export function takeEarly(body: string) {
  if (early?.body !== body) return null;
  const taken = early;
  early = null;
  return taken;
}
