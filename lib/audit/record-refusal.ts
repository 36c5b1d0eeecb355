import "server-only";
import type { RequestInfo } from "@/lib/access/viewer";
import type { AuditEntry } from "@/lib/audit/audit-row";
import { recordRead } from "@/lib/audit/record-read";
import { log } from "@/lib/log";

const categoryOf = (path: string): AuditEntry["category"] => {
  if (path.startsWith("/api/auth")) return "AUTH";
  if (path.startsWith("/admin")) return "ADMIN";
  return path.startsWith("/api") ? "API" : "SYSTEM";
};

/**
 * The edge's own entry for an answer that refused or failed: 401 and 403 are SECURITY and WARNING, 5xx ERROR,
 * others WARNING. Never throws: the answer is decided already.
 * @param code the contract's error code
 */
export async function recordRefusal(
  userId: string | null,
  request: RequestInfo,
  status: number,
  code: string,
): Promise<void> {
  const security = status === 401 || status === 403;
  try {
    await recordRead(
      { userId, request },
      {
        action: security ? "access.refused" : "request.failed",
        category: security ? "SECURITY" : categoryOf(request.path),
        severity: status >= 500 ? "ERROR" : "WARNING",
        responseStatus: status,
        error: code,
      },
    );
  } catch (err) {
    log.error({ err, requestId: request.id, status }, "a refusal could not be audited");
  }
}
