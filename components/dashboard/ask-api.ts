import { isSignedOut } from "@/components/layout/sign-in-again";
import { type Call, askApi as call } from "@/lib/http/ask-api";

/** What was not done: `code` as the API has it, empty where no answer came; `message` in the reader's language. */
export interface Refusal {
  code: string;
  message: string;
  details: { fields?: { path: string; message: string }[]; [more: string]: unknown };
}

export type Asked<T> = { data: T } | { signedOut: true } | { refused: Refusal };

/** Asks the API. Never throws: no connection is a refusal without a code. */
export async function askApi<T>(path: string, init?: Omit<Call, "signal">): Promise<Asked<T>> {
  const { data, error } = await call<T>(path, init);
  if (!error) return { data: data as T };
  if (isSignedOut(error.code)) return { signedOut: true };
  const { code, message, details } = error;
  const isAnswered = message !== "" || error.id !== null;
  return {
    refused: { code: isAnswered ? code : "", message, details: (details ?? {}) as Refusal["details"] },
  };
}

/** A request with a JSON body. */
export const sending = (method: "POST" | "PUT", body: unknown) => ({
  method,
  body: JSON.stringify(body),
});
