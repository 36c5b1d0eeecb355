import "server-only";
import { z } from "zod";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { AuditSelection } from "@/lib/audit/audit-filter";
import { type AuditPage, readAudit } from "@/lib/audit/read-audit";
import { flushAudit, recordRead } from "@/lib/audit/record-read";
import { parseInput } from "@/lib/parse-input";

export const AuditFilter = AuditSelection.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** `nextCursor` of the page before. */
  cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type AuditFilter = z.input<typeof AuditFilter>;

/**
 * The audit log, newest first, by pages. Holders of the duty `audit`, whatever their role; reading it is itself on record.
 * A page of a search may hold fewer entries than asked for, none even, and still have a next one.
 */
export async function listAudit(viewer: Viewer, input: AuditFilter): Promise<AuditPage> {
  authorize(viewer, "audit.read");
  const filter = parseInput(AuditFilter, input);
  await flushAudit();
  const page = await readAudit(filter, { limit: filter.limit, cursor: filter.cursor });
  await recordRead(viewer, {
    action: "audit.read",
    category: "SECURITY",
    metadata: { filter, rows: page.entries.length },
  });
  return page;
}
