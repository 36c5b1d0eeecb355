import { AppError } from "@/lib/errors";

/** The code of a driver's or a socket's error: `57014`, `ECONNREFUSED`. */
export function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

const UNREACHABLE =
  /^(?:08...|53...|57P0[1-5]|3D000|E(?:CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|HOSTUNREACH|NETUNREACH|TIMEDOUT|PIPE|AI_AGAIN|NOENT|ACCES)|CONNECT(?:ION_(?:CLOSED|ENDED|DESTROYED)|_TIMEOUT))$/;
/** Tables, columns or functions the dataset names and the source has not, or does not let the reader see. */
const MISMATCH = /^(?:42501|42P01|42703|42883|42804|3F000|25006)$/;

/** Whether a statement failed, as {@link toSourceError} tells it, because something it reads is not there or not the reader's to see. */
export const isRelationMissing = (error: unknown): boolean =>
  error instanceof AppError && /^(42P01|42703|3F000|42501)$/.test(errorCode(error.cause));

/**
 * What a failed statement means to the person who asked; an error that is none of theirs comes back as it is.
 * The driver's text stays in `cause`, for logs: it may quote values.
 */
export function toSourceError(error: unknown, source: string): unknown {
  if (error instanceof AppError) return error;
  const code = errorCode(error);
  const options = { values: { source }, cause: error };
  if (code === "57014")
    return new AppError("QUERY_002", { ...options, key: "queryTimedOut", retryAfter: 10 });
  if (code.startsWith("28")) return new AppError("SOURCE_001", { ...options, key: "sourceRefused" });
  if (UNREACHABLE.test(code)) return new AppError("SOURCE_001", { ...options, key: "sourceUnreachable" });
  if (MISMATCH.test(code)) return new AppError("SOURCE_001", { ...options, key: "sourceMismatch" });
  if (code.startsWith("22")) return new AppError("QUERY_001", { ...options, key: "valueOutOfRange" });
  return error;
}
