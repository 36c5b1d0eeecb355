/** One field that a change changed; null where it was or is not there. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

const written = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === "string" ? value : JSON.stringify(value);

/** What of an entry's `metadata` is before and after, field by field, and what is left of it. */
export function readChanges(metadata: Record<string, unknown> | null): {
  changes: FieldChange[];
  rest: Record<string, unknown> | null;
} {
  const before = record(metadata?.before);
  const after = record(metadata?.after);
  if (!metadata || (!before && !after)) return { changes: [], rest: metadata };
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changes = fields
    .map((field) => ({ field, before: written(before?.[field]), after: written(after?.[field]) }))
    .filter((change) => change.before !== change.after);
  const rest = Object.fromEntries(
    Object.entries(metadata).filter(
      ([name]) => !(name === "before" && before) && !(name === "after" && after),
    ),
  );
  return { changes, rest: Object.keys(rest).length > 0 ? rest : null };
}
