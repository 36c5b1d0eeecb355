/**
 * The one error the verbs throw. Thrown with a code of the outer contract, translated once at the edge
 * (`defineRoute`, `defineAction`, error boundaries) into the reader's language.
 */

/** Every error code of the API with the HTTP status it answers with. */
export const ERROR_STATUS = {
  AUTH_001: 401,
  AUTH_002: 401,
  AUTH_003: 401,
  AUTH_004: 403,
  RATE_001: 429,
  INPUT_001: 400,
  NOT_FOUND: 404,
  CONFLICT_001: 409,
  QUERY_001: 400,
  QUERY_002: 503,
  SOURCE_001: 502,
  FILE_001: 413,
  FILE_002: 415,
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One invalid field: `path` as written by the caller (`filters.0.op`), `message` a key of `errors` in messages/. */
export interface FieldIssue {
  path: string;
  /** Key in the `errors` messages, e.g. `unknownName`. */
  key: string;
  values?: Record<string, string | number>;
}

export interface AppErrorOptions {
  /** Key in the `errors` messages; defaults to the code itself. */
  key?: string;
  /** Values for the message's placeholders. */
  values?: Record<string, string | number>;
  /** The fields at fault, for forms and `details.fields`. */
  fields?: FieldIssue[];
  /** More for machines: goes out as `error.details` as it stands. Never a secret. */
  details?: Record<string, unknown>;
  /** Seconds until a retry makes sense; sent as `Retry-After`. */
  retryAfter?: number;
  cause?: unknown;
}

/** A failure with a contract code. `status` is the HTTP status; `message` is English, for logs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly key: string;
  readonly values: Record<string, string | number>;
  readonly fields: FieldIssue[];
  readonly details: Record<string, unknown> | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    const key = options.key ?? code;
    super(`${code} ${key}${options.values ? ` ${JSON.stringify(options.values)}` : ""}`, {
      cause: options.cause,
    });
    this.name = "AppError";
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.key = key;
    this.values = options.values ?? {};
    this.fields = options.fields ?? [];
    this.details = options.details;
    this.retryAfter = options.retryAfter;
  }
}

/** 404: also for things the viewer may not know exist. `thing` names the kind: `dashboard`, `view`. */
export const notFound = (thing: string) => new AppError("NOT_FOUND", { values: { thing } });

/** 403: signed in, but the ladder or a duty is missing. */
export const notAllowed = (key?: string, values?: Record<string, string>) =>
  new AppError("AUTH_004", { ...(key ? { key } : {}), ...(values ? { values } : {}) });

/** 400 naming one field and what to do about it. */
export const invalidInput = (path: string, key: string, values?: Record<string, string | number>) =>
  new AppError("INPUT_001", { fields: [{ path, key, ...(values ? { values } : {}) }] });
