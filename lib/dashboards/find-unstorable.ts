/** What JSON can carry and Postgres or plain objects can't. Pure. */
import type { FieldIssue } from "@/lib/errors";

const LONE_SURROGATE = /\p{Surrogate}/u;
const badText = (text: string) => text.includes("\0") || LONE_SURROGATE.test(text);

/**
 * The paths of texts that jsonb refuses (NUL, half a surrogate pair) and of keys named `__proto__`,
 * which readers of plain objects would lose in silence.
 */
export function findUnstorable(input: unknown): FieldIssue[] {
  const found: FieldIssue[] = [];
  const open: { value: unknown; path: string }[] = [{ value: input, path: "" }];
  for (let next = open.pop(); next !== undefined && found.length < 50; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && badText(value)) found.push({ path, key: "unstorableText" });
    if (typeof value !== "object" || value === null) continue;
    for (const key of Object.keys(value)) {
      const shown = badText(key) ? "?" : key.slice(0, 200);
      const inner = path === "" ? shown : `${path}.${shown}`;
      if (key === "__proto__") found.push({ path: inner, key: "reservedName", values: { name: key } });
      else if (badText(key)) found.push({ path: inner, key: "unstorableText" });
      else open.push({ value: Reflect.get(value, key), path: inner });
    }
  }
  return found;
}
