import "server-only";
import { and, desc, eq, gte, ilike, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit, recordRead } from "@/lib/audit/record-read";
import { isStorableTime, parseInput } from "@/lib/parse-input";

const Day = z.iso
  .date()
  .or(z.iso.datetime({ offset: true }))
  .refine(isStorableTime);
const DAY_MS = 86_400_000;
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

export const AuditFilter = z.strictObject({
  /** From this day (UTC) or instant on. */
  from: Day.optional(),
  /** Up to and with this day (UTC), or before this instant. */
  to: Day.optional(),
  category: z.enum(["AUTH", "API", "ADMIN", "SECURITY", "DATA", "SYSTEM"]).optional(),
  severity: z.enum(["INFO", "WARNING", "ERROR", "CRITICAL"]).optional(),
  userId: z.uuid().optional(),
  /** The action's name, or its beginning: `user.`. */
  action: z.string().max(100).optional(),
  requestId: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** `nextCursor` of the page before. */
  cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type AuditFilter = z.input<typeof AuditFilter>;

export interface AuditPage {
  entries: (typeof auditLog.$inferSelect)[];
  /** Ask with it for the entries before; null on the last page. */
  nextCursor: number | null;
}

const likePrefix = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`;

const endOf = (to: string) => Date.parse(to) + (to.length === 10 ? DAY_MS : 0);

function conditions(filter: z.output<typeof AuditFilter>): SQL[] {
  const found: (SQL | undefined)[] = [
    filter.from === undefined ? undefined : gte(auditLog.timestamp, new Date(filter.from)),
    filter.to === undefined
      ? undefined
      : lt(auditLog.timestamp, new Date(Math.min(endOf(filter.to), LAST_INSTANT))),
    filter.category && eq(auditLog.category, filter.category),
    filter.severity && eq(auditLog.severity, filter.severity),
    filter.userId === undefined ? undefined : eq(auditLog.userId, filter.userId),
    filter.action === undefined ? undefined : ilike(auditLog.action, likePrefix(filter.action)),
    filter.requestId === undefined ? undefined : eq(auditLog.requestId, filter.requestId),
    filter.cursor === undefined ? undefined : lt(auditLog.id, filter.cursor),
  ];
  return found.filter((condition) => condition !== undefined);
}

/** The audit log, newest first, by pages. Holders of the duty `audit`, whatever their role; reading it is itself on record. */
export async function listAudit(viewer: Viewer, input: AuditFilter): Promise<AuditPage> {
  authorize(viewer, "audit.read");
  const filter = parseInput(AuditFilter, input);
  await flushAudit();
  const rows = await db
    .select()
    .from(auditLog)
    .where(and(...conditions(filter)))
    .orderBy(desc(auditLog.id))
    .limit(filter.limit + 1);
  const entries = rows.slice(0, filter.limit);
  await recordRead(viewer, {
    action: "audit.read",
    category: "SECURITY",
    metadata: { filter, rows: entries.length },
  });
  return { entries, nextCursor: rows.length > filter.limit ? (entries.at(-1)?.id ?? null) : null };
}
