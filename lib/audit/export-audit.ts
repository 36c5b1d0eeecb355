import "server-only";
import { desc } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { AuditSelection } from "@/lib/audit/audit-filter";
import { type AuditRecord, readAudit } from "@/lib/audit/read-audit";
import { recordChange } from "@/lib/audit/record-change";
import { flushAudit, recordRead } from "@/lib/audit/record-read";
import { csvRow } from "@/lib/export/csv-row";
import { takeExport } from "@/lib/export/take-export";
import { parseInput } from "@/lib/parse-input";

export const AuditExport = AuditSelection.extend({ format: z.enum(["csv", "json"]) });
export type AuditExport = z.infer<typeof AuditExport>;

const PAGE = 1000;
/** Without it Excel takes UTF-8 for the system's own encoding. */
const BYTE_ORDER_MARK = "\ufeff";

const HEAD = [
  "id",
  "timestamp",
  "severity",
  "category",
  "action",
  "user_id",
  "user_name",
  "user_email",
  "ip",
  "user_agent",
  "method",
  "path",
  "status",
  "response_message",
  "response_ms",
  "error",
  "request_id",
  "query",
  "body",
  "metadata",
];

const text = (value: Record<string, unknown> | null) => (value === null ? null : JSON.stringify(value));

const cells = (entry: AuditRecord) => [
  entry.id,
  entry.timestamp.toISOString(),
  entry.severity,
  entry.category,
  entry.action,
  entry.userId,
  entry.userName,
  entry.userEmail,
  entry.ip,
  entry.userAgent,
  entry.method,
  entry.path,
  entry.responseStatus,
  entry.responseMessage,
  entry.responseMs,
  entry.error,
  entry.requestId,
  text(entry.query),
  text(entry.body),
  text(entry.metadata),
];

async function* pages(filter: AuditSelection, newest: number): AsyncGenerator<AuditRecord[]> {
  let cursor: number | null = newest + 1;
  while (cursor !== null) {
    const page = await readAudit(filter, { limit: PAGE, cursor });
    yield page.entries;
    cursor = page.nextCursor;
  }
}

/**
 * All entries that are meant, newest first, as the pieces of a file: CSV (UTF-8 with byte order mark, times in UTC) or a JSON
 * array. What is newer than the call stays out. On record before the first piece, and how many entries it became after the last.
 * Holders of the duty `audit`. @throws AppError RATE_001 after too many exports
 */
export async function exportAudit(viewer: Viewer, input: AuditExport): Promise<AsyncGenerator<string>> {
  authorize(viewer, "audit.read");
  const { format, ...filter } = parseInput(AuditExport, input);
  takeExport(viewer.userId);
  await flushAudit();
  const [newest] = await db.select({ id: auditLog.id }).from(auditLog).orderBy(desc(auditLog.id)).limit(1);
  await recordChange(db, viewer, {
    action: "audit.export",
    category: "SECURITY",
    metadata: { format, filter },
  });
  return write(viewer, format, pages(filter, newest?.id ?? 0));
}

async function* write(
  viewer: Viewer,
  format: AuditExport["format"],
  found: AsyncGenerator<AuditRecord[]>,
): AsyncGenerator<string> {
  let rows = 0;
  let complete = false;
  try {
    yield format === "csv" ? BYTE_ORDER_MARK + csvRow(HEAD) : "[";
    for await (const entries of found) {
      const lines = entries.map((entry, index) =>
        format === "csv"
          ? csvRow(cells(entry))
          : `${rows + index === 0 ? "\n" : ",\n"}${JSON.stringify(entry)}`,
      );
      rows += entries.length;
      if (lines.length > 0) yield lines.join("");
    }
    if (format === "json") yield "\n]\n";
    complete = true;
  } finally {
    await recordRead(viewer, {
      action: "audit.exported",
      category: "SECURITY",
      metadata: { format, rows, complete },
    });
  }
}
