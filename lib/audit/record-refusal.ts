import "server-only";
import type { RequestInfo } from "@/lib/access/viewer";
import type { AuditEntry } from "@/lib/audit/audit-row";
import { recordRead } from "@/lib/audit/record-read";
import { log } from "@/lib/log";

/** By the address's area, below `/api` and its version too. */
function categoryOf(path: string): AuditEntry["category"] {
  const area = /^(?:\/api(?:\/v\d+)?)?\/(auth|admin)(?:\/|$)/.exec(path)?.[1];
  if (area) return area === "auth" ? "AUTH" : "ADMIN";
  return /^\/api(\/|$)/.test(path) ? "API" : "SYSTEM";
}

/** How an answer of 400 and above stands in the log: 401 and 403 are SECURITY and WARNING, 5xx ERROR, others WARNING. */
export function classifyRefusal(
  path: string,
  status: number,
): Required<Pick<AuditEntry, "action" | "category" | "severity">> {
  if (status === 401 || status === 403)
    return { action: "access.refused", category: "SECURITY", severity: "WARNING" };
  return {
    action: "request.failed",
    category: categoryOf(path),
    severity: status >= 500 ? "ERROR" : "WARNING",
  };
}

/**
 * The edge's own entry for an answer that refused or failed, as {@link classifyRefusal} says. Never throws: the answer is decided already.
 * @param code the contract's error code
 */
export async function recordRefusal(
  userId: string | null,
  request: RequestInfo,
  status: number,
  code: string,
): Promise<void> {
  try {
    await recordRead(
      { userId, request },
      {
        ...classifyRefusal(request.path, status),
        responseStatus: status,
        error: code,
      },
    );
  } catch (err) {
    log.error({ err, requestId: request.id, status }, "a refusal could not be audited");
  }
}
