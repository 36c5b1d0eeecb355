import { isSignedOut } from "@/components/layout/sign-in-again";

/** What was not done: `code` as the API has it, empty where no answer came; `message` in the reader's language. */
export interface Refusal {
  code: string;
  message: string;
  details: { fields?: { path: string; message: string }[]; [more: string]: unknown };
}

export type Asked<T> = { data: T } | { signedOut: true } | { refused: Refusal };

/** Asks the API. Never throws: no connection is a refusal without a code. */
export async function askApi<T>(path: string, init?: RequestInit): Promise<Asked<T>> {
  try {
    const response = await fetch(path, init);
    const answer:
      | { status: true; data: T }
      | { status: false; error: { code: string; message: string; details?: Refusal["details"] } } =
      await response.json();
    if (answer.status) return { data: answer.data };
    const { code, message, details = {} } = answer.error;
    return isSignedOut(code) ? { signedOut: true } : { refused: { code, message, details } };
  } catch {
    return { refused: { code: "", message: "", details: {} } };
  }
}

/** A request with a JSON body. */
export const sending = (method: "POST" | "PUT", body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
