import { AppError } from "@/lib/errors";

/** DuckDB's errors have no code; their text begins with their kind: `Catalog Error: Table … does not exist`. */
export function duckdbErrorKind(error: unknown): string {
  const [, kind = ""] =
    /^([A-Za-z][A-Za-z ]*?) Error\b/.exec(error instanceof Error ? error.message : "") ?? [];
  return kind;
}

/** Files that are not what their table says: another number of columns, text where a number was, no Parquet at all. */
const BROKEN_FILE = /\bCSV\b|\bParquet\b|magic bytes|\bsniff/i;

/**
 * What a failed statement means to the person who asked; an error that is none of theirs comes back as it is.
 * DuckDB's text stays in `cause`, for logs: it may quote values.
 */
export function toDuckdbError(error: unknown, source: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const options = { values: { source }, cause: error };
  switch (duckdbErrorKind(error)) {
    case "IO":
      return new AppError("SOURCE_001", { ...options, key: "sourceUnreachable" });
    case "Catalog":
    case "Binder":
    case "Permission":
    case "Serialization":
    case "TransactionContext":
      return new AppError("SOURCE_001", { ...options, key: "sourceMismatch" });
    case "Out of Memory":
      return new AppError("QUERY_002", { ...options, key: "queryTooBig", retryAfter: 10 });
    case "Conversion":
    case "Out of Range":
    case "Invalid Input": {
      const broken = BROKEN_FILE.test(error.message);
      return broken
        ? new AppError("SOURCE_001", { ...options, key: "sourceMismatch" })
        : new AppError("QUERY_001", { ...options, key: "valueOutOfRange" });
    }
    default:
      return error;
  }
}
