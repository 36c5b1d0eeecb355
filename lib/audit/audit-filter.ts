import "server-only";
import { and, desc, eq, gt, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { users } from "@/db/schema/users";
import { isStorableTime } from "@/lib/parse-input";

const Day = z.iso
  .date()
  .or(z.iso.datetime({ offset: true }))
  .refine(isStorableTime);
const DAY_MS = 86_400_000;
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");
/** Entries one search looks through: text that stands nowhere must not read the whole log. */
const SEARCH_DEPTH = 50_000;

/** What of the log is meant: shared by the page, the API and exports. */
export const AuditSelection = z.strictObject({
  /** From this day (UTC) or instant on. */
  from: Day.optional(),
  /** Up to and with this day (UTC), or before this instant. */
  to: Day.optional(),
  category: z.enum(["AUTH", "API", "ADMIN", "SECURITY", "DATA", "SYSTEM"]).optional(),
  severity: z.enum(["INFO", "WARNING", "ERROR", "CRITICAL"]).optional(),
  userId: z.uuid().optional(),
  /** A part of the name or the address of who did it. */
  user: z.string().trim().max(200).optional(),
  /** The action's name, or its beginning: `user.`. */
  action: z.string().max(100).optional(),
  requestId: z.string().max(100).optional(),
  /** The answer's status, `403`, or its class, `4xx`. */
  status: z
    .string()
    .regex(/^[1-5](xx|\d\d)$/)
    .optional(),
  /** Words that all stand somewhere in the entry; any part of a word, any case. */
  search: z.string().trim().max(200).optional(),
});
export type AuditSelection = z.output<typeof AuditSelection>;

const likePart = (text: string) => `%${text.normalize("NFC").replace(/[\\%_]/g, "\\$&")}%`;
const likePrefix = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`;
const endOf = (to: string) => Date.parse(to) + (to.length === 10 ? DAY_MS : 0);

function statusIs(status: string): SQL | undefined {
  if (!status.endsWith("xx")) return eq(auditLog.responseStatus, Number(status));
  const first = Number(status[0]) * 100;
  return and(gte(auditLog.responseStatus, first), lt(auditLog.responseStatus, first + 100));
}

const isNamed = (part: string) =>
  inArray(
    auditLog.userId,
    db
      .select({ id: users.id })
      .from(users)
      .where(
        or(ilike(users.email, likePart(part)), sql`normalize(${users.name}, NFC) ilike ${likePart(part)}`),
      ),
  );

/** The entries meant, all but the search's words, which are looked for within {@link searchFloor}. */
export function selected(filter: AuditSelection): SQL | undefined {
  return and(
    filter.from === undefined ? undefined : gte(auditLog.timestamp, new Date(filter.from)),
    filter.to === undefined
      ? undefined
      : lt(auditLog.timestamp, new Date(Math.min(endOf(filter.to), LAST_INSTANT))),
    filter.category && eq(auditLog.category, filter.category),
    filter.severity && eq(auditLog.severity, filter.severity),
    filter.userId === undefined ? undefined : eq(auditLog.userId, filter.userId),
    filter.user ? isNamed(filter.user) : undefined,
    filter.action === undefined ? undefined : ilike(auditLog.action, likePrefix(filter.action)),
    filter.requestId === undefined ? undefined : eq(auditLog.requestId, filter.requestId),
    filter.status === undefined ? undefined : statusIs(filter.status),
  );
}

/** Every word somewhere in the entry or in the name of who did it. Needs {@link users} joined. */
export function matchesWords(search: string): SQL | undefined {
  const { action, method, path, ip, userAgent, responseMessage, error, requestId, query, body, metadata } =
    auditLog;
  const columns = [action, method, path, ip, userAgent, responseMessage, error, requestId];
  const parts = [...columns, query, body, metadata, users.name, users.email].map(
    (part) => sql`${part}::text`,
  );
  const haystack = sql`normalize(concat_ws(' ', ${sql.join(parts, sql`, `)}), NFC)`;
  return and(
    ...search
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => sql`${haystack} ilike ${likePart(word)}`),
  );
}

/**
 * The id above which one search looks: {@link SEARCH_DEPTH} entries before `cursor`.
 * @param depth for tests
 * @returns null when that reaches the log's beginning
 */
export async function searchFloor(
  filter: AuditSelection,
  cursor: number | undefined,
  depth = SEARCH_DEPTH,
): Promise<number | null> {
  const [beyond] = await db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(selected(filter), before(cursor)))
    .orderBy(desc(auditLog.id))
    .offset(depth)
    .limit(1);
  return beyond?.id ?? null;
}

/** Entries older than a cursor; all without one. */
export const before = (cursor: number | undefined): SQL | undefined =>
  cursor === undefined ? undefined : lt(auditLog.id, cursor);

/** Entries newer than a floor; all without one. */
export const above = (floor: number | null): SQL | undefined =>
  floor === null ? undefined : gt(auditLog.id, floor);
