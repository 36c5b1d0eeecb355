/** The browser's calls of the API: one reader of its envelope. */

/** A failure as the envelope tells it. */
export interface ApiFailure {
  code: string;
  /** In the reader's language; empty when no answer came. */
  message: string;
  details?: unknown;
  /** The request's id, for whoever looks into the logs; null when no answer came. */
  id: string | null;
}

/** One of them is null, but for calls that answer nothing. */
export interface Answered<T> {
  data: T | null;
  error: ApiFailure | null;
}

export interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is: JSON already, or a file. */
  body?: string | Blob;
  /** Outlives the page. */
  keepalive?: boolean;
  signal?: AbortSignal;
}

type Envelope<T> = { status: true; data: T } | { status: false; error: Omit<ApiFailure, "id"> };

/** What a call without an answer failed with. */
const NO_ANSWER = "INTERNAL";

/** A call of the API. Rejects only when aborted. */
export async function askApi<T>(path: string, { json, body, ...call }: Call = {}): Promise<Answered<T>> {
  let id: string | null = null;
  try {
    const text = json === undefined ? body : JSON.stringify(json);
    const response = await fetch(path, {
      ...call,
      ...(text === undefined ? {} : { body: text }),
      ...(typeof text === "string" ? { headers: { "content-type": "application/json" } } : {}),
    });
    id = response.headers.get("x-request-id");
    const envelope = (await response.json()) as Envelope<T>;
    if (envelope.status) return { data: envelope.data, error: null };
    return { data: null, error: { ...envelope.error, id } };
  } catch (error) {
    if (call.signal?.aborted) throw error;
    return { data: null, error: { code: NO_ANSWER, message: "", id } };
  }
}
