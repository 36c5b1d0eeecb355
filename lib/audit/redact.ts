const SECRET = /pass(word|wd|phrase)?$|^pwd$|token|secret|authorization|cookie|api[-_]?key|credential/i;
const MAX_TEXT = 2000;
const MAX_DEPTH = 8;
const MAX_ENTRIES = 200;

/** Text as the audit log keeps it: no NUL or half surrogates (Postgres refuses them), not without end. */
export function keepText(text: string, limit = MAX_TEXT): string {
  const clean = text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\ufffd");
  // A cut in the middle of a character leaves half of one.
  return clean.length > limit ? `${clean.slice(0, limit).replace(/\p{Surrogate}$/u, "")}…` : clean;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return keepText(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return "…";
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((entry) => redactValue(entry, depth + 1));
  return redactEntries(value, depth + 1);
}

function redactEntries(record: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(record).slice(0, MAX_ENTRIES);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      keepText(name, 200),
      SECRET.test(name) && (typeof value === "string" || typeof value === "object") && value !== null
        ? "[redacted]"
        : redactValue(value, depth),
    ]),
  );
}

/** A copy for the audit log: passwords, tokens, secrets and their like replaced at any depth, sizes bounded. */
export const redact = (record: Record<string, unknown>): Record<string, unknown> => redactEntries(record, 0);
