/** The browser's questions to the API. */
import { type Answered, askApi } from "@/lib/http/ask-api";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";

/** One question over `POST /api/v1/query`. Rejects only when aborted. */
export const askQuery = (body: string, signal: AbortSignal): Promise<Answered<Result>> =>
  askApi<Result>("/api/v1/query", { method: "POST", body, signal });

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
