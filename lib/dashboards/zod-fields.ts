/** Issues of a schema as fields a person can find and mend. Pure. */
import type { z } from "zod";
import type { FieldIssue } from "@/lib/errors";

type Issue = z.core.$ZodIssue;

/** More than these help nobody; the rest shows once they are mended. */
const MOST_FIELDS = 50;
const MOST_TEXT = 200;

const cut = (text: string) => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text);

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    input,
  );

const sizeKey = (issue: Extract<Issue, { code: "too_small" | "too_big" }>): string => {
  const small = issue.code === "too_small";
  if (issue.origin === "string") return small ? "tooShort" : "tooLong";
  if (issue.origin === "array" || issue.origin === "set" || issue.origin === "map")
    return small ? "tooFew" : "tooMany";
  return small ? "tooSmall" : "tooLarge";
};

/** How far into the input the reader of a branch got: the branch they meant is the one that got furthest. */
const depth = (issues: readonly Issue[]) =>
  issues.length === 0 ? 0 : Math.min(...issues.map((issue) => issue.path.length));

function toFields(issue: Issue, input: unknown, prefix: readonly PropertyKey[]): FieldIssue[] {
  const at = [...prefix, ...issue.path];
  const path = at.map((key) => cut(String(key))).join(".");
  switch (issue.code) {
    case "invalid_type": {
      if (valueAt(input, at) === undefined) return [{ path, key: "required" }];
      return [{ path, key: "wrongType", values: { expected: issue.expected } }];
    }
    case "too_small":
      return [{ path, key: sizeKey(issue), values: { limit: String(issue.minimum) } }];
    case "too_big":
      return [{ path, key: sizeKey(issue), values: { limit: String(issue.maximum) } }];
    case "unrecognized_keys":
      return issue.keys.map((name) => ({
        path: [...(path ? [path] : []), cut(name)].join("."),
        key: "unknownField",
      }));
    case "invalid_value":
      if (valueAt(input, at) === undefined) return [{ path, key: "required" }];
      return [{ path, key: "notOneOf", values: { options: issue.values.map(String).join(", ") } }];
    case "invalid_union": {
      // A discriminator that matches no branch: zod lists what it may be.
      if (issue.errors.length === 0) {
        if (valueAt(input, at) === undefined) return [{ path, key: "required" }];
        const options = "options" in issue && Array.isArray(issue.options) ? issue.options : [];
        return [{ path, key: "notOneOf", values: { options: options.map(String).join(", ") } }];
      }
      const [best] = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
      return best && best.length > 0
        ? best.flatMap((inner) => toFields(inner, input, at))
        : [{ path, key: "invalidValue", values: { reason: issue.message } }];
    }
    case "invalid_key":
    case "invalid_element":
    case "invalid_format":
    case "custom":
    case "not_multiple_of":
      return [
        {
          path,
          key: issue.code === "invalid_key" ? "invalidName" : "invalidValue",
          values: { reason: cut(reasonOf(issue)) },
        },
      ];
  }
}

const reasonOf = (issue: Issue): string =>
  issue.code === "invalid_key" || issue.code === "invalid_element"
    ? (issue.issues[0]?.message ?? issue.message)
    : issue.message;

/**
 * One field per fault, with the path as the caller wrote it (`widgets.2.chart.measure`) and a key of the `errors` messages.
 * @param input what was parsed: tells a missing field from one of the wrong type.
 */
export const zodFields = (error: z.ZodError, input: unknown): FieldIssue[] =>
  error.issues.flatMap((issue) => toFields(issue, input, [])).slice(0, MOST_FIELDS);
