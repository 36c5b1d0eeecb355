import { keepText } from "@/lib/audit/redact";
import { describeError } from "@/lib/describe-error";

/** Why a run failed, as it is kept with the job and shown to admins. */
export interface JobError {
  message: string;
  /** A code of ours or of the driver: `SOURCE_001`, `ECONNREFUSED`, `TIMEOUT`, `WORKER_DIED`. */
  code?: string;
}

/** Ends a run from outside of its handler. */
export class RunEnded extends Error {
  constructor(
    readonly code: "STOPPING" | "TIMEOUT" | "LOST" | "WORKER_DIED",
    message: string,
  ) {
    super(message);
    this.name = "RunEnded";
  }
}

const CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;

/** Type, message and code of what a handler threw: no statement's values, no credentials of an address, no stack. */
export function jobError(error: unknown): JobError {
  const { message, code, cause, type } = describeError(error);
  // Around a driver's error stands only the statement's text.
  const text = !cause ? message : type.startsWith("Drizzle") ? cause.message : `${message}: ${cause.message}`;
  const known = code ?? cause?.code;
  return { message: keepText(text.replace(CREDENTIALS, "$1***@")), ...(known ? { code: known } : {}) };
}
