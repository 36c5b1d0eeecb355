/** Keys that plain objects swallow. Pure. */
import type { FieldIssue } from "@/lib/errors";

/** The paths of keys named `__proto__`: readers of plain objects would drop them in silence. */
export function findReservedKeys(input: unknown): FieldIssue[] {
  const found: FieldIssue[] = [];
  const waiting: { value: unknown; path: string }[] = [{ value: input, path: "" }];
  for (let next = waiting.pop(); next !== undefined && found.length < 50; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value !== "object" || value === null) continue;
    for (const key of Object.keys(value)) {
      const inner = path === "" ? key : `${path}.${key}`;
      if (key === "__proto__") found.push({ path: inner, key: "reservedName", values: { name: key } });
      else waiting.push({ value: Reflect.get(value, key), path: inner });
    }
  }
  return found;
}
