import "server-only";
import type { AuditCategory, AuditSeverity, auditLog } from "@/db/schema/audit-log";
import type { RequestInfo, Viewer } from "@/lib/access/viewer";
import { keepText, redact } from "@/lib/audit/redact";
import { groupParams } from "@/lib/http/group-params";
import { requestContext, requestInfo } from "@/lib/request-context";

/** What happened. `action` is `noun.verb`: `user.create`, `session.start`. */
export interface AuditEntry {
  action: string;
  category: AuditCategory;
  /** INFO unless said otherwise. */
  severity?: AuditSeverity;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
  responseStatus?: number;
  responseMessage?: string;
  responseMs?: number;
  error?: string;
  metadata?: Record<string, unknown>;
}

/** Who did it: a viewer, somebody not (yet) signed in by a request, or null for the running request's nobody or the console. */
export type AuditActor = Viewer | { userId: string | null; request: RequestInfo } | null;

/** The row of an entry, redacted. Its time is now, not the time it is written. */
export function auditRow(actor: AuditActor, entry: AuditEntry): typeof auditLog.$inferInsert {
  const request = actor?.request ?? requestInfo();
  const asked = /\?(.+)/s.exec(requestContext()?.url ?? "")?.[1];
  const query = entry.query ?? (asked ? groupParams(new URLSearchParams(asked)) : undefined);
  return {
    timestamp: new Date(),
    userId: actor?.userId ?? null,
    action: keepText(entry.action, 200),
    category: entry.category,
    severity: entry.severity ?? "INFO",
    ip: request.ip || null,
    userAgent: keepText(request.userAgent, 500) || null,
    method: request.method || null,
    path: keepText(request.path, 500) || null,
    query: query && redact(query),
    body: entry.body && redact(entry.body),
    responseStatus: entry.responseStatus,
    responseMessage: entry.responseMessage && keepText(entry.responseMessage),
    responseMs: entry.responseMs,
    error: entry.error && keepText(entry.error),
    metadata: entry.metadata && redact(entry.metadata),
    requestId: request.id || null,
  };
}
