import { AppError } from "@/lib/errors";
import { nearestNames } from "@/lib/query/nearest-names";

/** QUERY_001 for a name the dataset (or the caller's view of it) lacks; `details.nearest` says what may be meant. */
export function unknownName(path: string, kind: string, name: string, known: readonly string[]): AppError {
  const nearest = nearestNames(name, known);
  const values = { kind, name, nearest: nearest.join(", ") || "none" };
  return new AppError("QUERY_001", {
    key: "unknownName",
    values,
    fields: [{ path, key: "unknownName", values }],
    details: { path, kind, name, nearest },
  });
}

/** QUERY_001 for a question that has no answer; `key` (of the `errors` messages) says why. */
export function impossibleQuery(
  path: string,
  key: string,
  values: Record<string, string | number> = {},
): AppError {
  return new AppError("QUERY_001", {
    key,
    values,
    fields: [{ path, key, values }],
    details: { path, ...values },
  });
}
