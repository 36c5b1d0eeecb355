import type { z } from "zod";
import { AppError, type FieldIssue } from "@/lib/errors";

type Issue = z.core.$ZodIssue;
const MAX_FIELDS = 50;

/** The value an issue's path leads to; undefined when the way ends early. */
function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function keyOf(issue: Issue, input: unknown): Pick<FieldIssue, "key" | "values"> {
  switch (issue.code) {
    case "invalid_type":
      if (valueAt(input, issue.path) === undefined) return { key: "required" };
      return { key: "wrongType", values: { expected: issue.expected } };
    case "too_small": {
      const minimum = Number(issue.minimum);
      if (issue.origin === "string") return { key: "tooShort", values: { minimum } };
      if (issue.origin === "array" || issue.origin === "set") return { key: "tooFew", values: { minimum } };
      return { key: "tooSmall", values: { minimum, inclusive: String(issue.inclusive ?? true) } };
    }
    case "too_big": {
      const maximum = Number(issue.maximum);
      if (issue.origin === "string") return { key: "tooLong", values: { maximum } };
      if (issue.origin === "array" || issue.origin === "set") return { key: "tooMany", values: { maximum } };
      return { key: "tooLarge", values: { maximum, inclusive: String(issue.inclusive ?? true) } };
    }
    case "invalid_format":
      return { key: "badFormat", values: { format: issue.format } };
    case "not_multiple_of":
      return { key: "notMultiple", values: { divisor: issue.divisor } };
    case "unrecognized_keys":
      return { key: "unknownKeys", values: { keys: issue.keys.join(", ") } };
    case "invalid_union":
      // Which kind of thing it is decides the rest: the kinds there are tell the writer most.
      return "options" in issue && Array.isArray(issue.options)
        ? { key: "notOneOf", values: { allowed: issue.options.map(String).join(", ") } }
        : { key: "invalid" };
    case "invalid_value":
      if (valueAt(input, issue.path) === undefined) return { key: "required" };
      return { key: "notOneOf", values: { allowed: issue.values.map(String).join(", ") } };
    case "custom": {
      const key = issue.params?.key;
      if (typeof key === "string") return { key, values: issue.params?.values };
      return issue.message && issue.message !== "Invalid input"
        ? { key: "custom", values: { message: issue.message } }
        : { key: "invalid" };
    }
    default:
      return { key: "invalid" };
  }
}

/** Of a union's branches the one that came furthest tells the writer most. */
function nearestBranch(issue: Extract<Issue, { code: "invalid_union" }>): Issue[] {
  const depth = (branch: readonly Issue[]) => Math.max(...branch.map(({ path }) => path.length));
  const [best] = issue.errors
    .filter((branch) => branch.length > 0)
    .sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  return (best ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function fieldsOf(issues: readonly Issue[], input: unknown): FieldIssue[] {
  return issues.flatMap((issue) => {
    const inner = issue.code === "invalid_union" ? nearestBranch(issue) : [];
    if (inner.length > 0) return fieldsOf(inner, input);
    return [{ path: issue.path.map(String).join("."), ...keyOf(issue, input) }];
  });
}

/**
 * Checks what came from outside. A refinement may name its message by `params: { key, values }`, a key of `errors`.
 * @throws AppError INPUT_001 naming every field at fault
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  let parsed: z.ZodSafeParseResult<z.output<S>>;
  try {
    parsed = schema.safeParse(input);
  } catch (error) {
    // A recursive schema meets input nested to the stack's end.
    if (error instanceof RangeError)
      throw new AppError("INPUT_001", { fields: [{ path: "", key: "tooDeep" }] });
    throw error;
  }
  if (parsed.success) return parsed.data;
  const fields = fieldsOf(parsed.error.issues, input).slice(0, MAX_FIELDS);
  throw new AppError("INPUT_001", { fields });
}

/** Whether Postgres can keep the text: no NUL, no half of a surrogate pair. */
const storable = (text: string) => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

/** Whether Postgres takes the instant as JavaScript writes it: years 1 to 9999. */
export function isStorableTime(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999;
}

/** Refuses strings and keys, at any depth, that the database or a plain object can't hold. @throws AppError INPUT_001 */
export function assertStorable(input: unknown): void {
  const waiting: { value: unknown; path: string }[] = [{ value: input, path: "" }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && !storable(value))
      throw new AppError("INPUT_001", { fields: [{ path, key: "badText" }] });
    if (typeof value !== "object" || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (!storable(name)) throw new AppError("INPUT_001", { fields: [{ path, key: "badText" }] });
      const at = path ? `${path}.${name}` : name;
      // Records leave this one out without a word: what is left would replace the whole.
      if (name === "__proto__")
        throw new AppError("INPUT_001", { fields: [{ path: at, key: "reservedName", values: { name } }] });
      waiting.push({ value: inner, path: at });
    }
  }
}
