import "server-only";
import type { Executor } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { type AuditActor, type AuditEntry, auditRow } from "@/lib/audit/audit-row";

/**
 * Records a change in the change's own transaction: neither stands without the other.
 * @param actor the viewer; null outside of a sign-in (console, boot)
 */
export async function recordChange(tx: Executor, actor: AuditActor, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values(auditRow(actor, entry));
}
