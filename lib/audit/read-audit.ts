import "server-only";
import { and, desc, eq, getTableColumns } from "drizzle-orm";
import { db } from "@/db/client";
import { type AuditRow, auditLog } from "@/db/schema/audit-log";
import { users } from "@/db/schema/users";
import {
  type AuditSelection,
  above,
  before,
  matchesWords,
  searchFloor,
  selected,
} from "@/lib/audit/audit-filter";

/** An entry with who did it, as they are called now; null for nobody and for people who are gone. */
export interface AuditRecord extends AuditRow {
  userName: string | null;
  userEmail: string | null;
}

export interface AuditPage {
  entries: AuditRecord[];
  /** Ask with it for the entries before; null on the last page. */
  nextCursor: number | null;
  /** A search's: so far it looked, and there is more before it. */
  searchedBackTo: Date | null;
}

/** One page of what is meant, newest first. Asks nobody's leave: for the verbs of this folder. @param depth for tests */
export async function readAudit(
  filter: AuditSelection,
  { limit, cursor, depth }: { limit: number; cursor?: number | undefined; depth?: number },
): Promise<AuditPage> {
  const floor = filter.search ? await searchFloor(filter, cursor, depth) : null;
  const rows = await db
    .select({ ...getTableColumns(auditLog), userName: users.name, userEmail: users.email })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.userId))
    .where(
      and(
        selected(filter),
        before(cursor),
        above(floor),
        filter.search ? matchesWords(filter.search) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit + 1);
  const entries = rows.slice(0, limit);
  if (rows.length > limit) return { entries, nextCursor: entries.at(-1)?.id ?? null, searchedBackTo: null };
  if (floor === null) return { entries, nextCursor: null, searchedBackTo: null };
  const [last] = await db.select({ at: auditLog.timestamp }).from(auditLog).where(eq(auditLog.id, floor));
  return { entries, nextCursor: floor + 1, searchedBackTo: last?.at ?? null };
}
