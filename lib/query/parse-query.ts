import type { z } from "zod";
import { AppError, type FieldIssue } from "@/lib/errors";
import { Query } from "@/lib/query/query";

/** The question with its defaults filled in. @throws AppError INPUT_001 with the path of each wrong field. */
export function parseQuery(input: unknown): Query {
  const parsed = Query.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError("INPUT_001", { fields: parsed.error.issues.map((issue) => toField(issue, [])) });
}

/** Of a union the branch that got furthest speaks: it is the one that was meant. */
function toField(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): FieldIssue {
  const path = [...prefix, ...issue.path];
  if (issue.code === "invalid_union") {
    const inner = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (inner) return toField(inner, path);
  }
  return { path: path.join("."), key: "custom", values: { message: issue.message } };
}
