import "server-only";
import type { RequestInfo } from "@/lib/access/viewer";
import type { AuditEntry } from "@/lib/audit/audit-row";
import { RefusalMerger } from "@/lib/audit/merge-refusals";
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

interface First {
  request: RequestInfo;
  entry: AuditEntry;
}

/** A run's repeats become an entry of their own: rows are never changed. */
const report = ({ request, entry }: First, repeats: number) =>
  void write(null, request, { ...entry, metadata: { repeats } });

interface Store {
  lookflexRefusals?: RefusalMerger<First>;
  lookflexRefusalsTimer?: NodeJS.Timeout;
}
const store = globalThis as typeof globalThis & Store;
store.lookflexRefusals ??= new RefusalMerger(report);
const merger = store.lookflexRefusals;

/** Never throws: the answer is decided already. */
async function write(userId: string | null, request: RequestInfo, entry: AuditEntry): Promise<void> {
  try {
    await recordRead({ userId, request }, entry);
  } catch (err) {
    log.error({ err, requestId: request.id, status: entry.responseStatus }, "a refusal could not be audited");
  }
}

/** Hands the repeats counted so far to the audit log's buffer. At shutdown, before it is flushed. */
export function endRefusals(): void {
  merger.end();
}

function endSoon(): void {
  store.lookflexRefusalsTimer ??= setTimeout(() => {
    delete store.lookflexRefusalsTimer;
    merger.end();
  }, 60_000).unref();
}

/**
 * The edge's own entry for an answer that refused or failed, as {@link classifyRefusal} says. Never throws: the answer is
 * decided already. Repeats of what nobody in particular was refused are merged within a minute per address, path and
 * code: a stranger must not flood the log.
 * @param code the contract's error code
 */
export async function recordRefusal(
  userId: string | null,
  request: RequestInfo,
  status: number,
  code: string,
): Promise<void> {
  const entry: AuditEntry = {
    ...classifyRefusal(request.path, status),
    responseStatus: status,
    error: code,
  };
  // Failures of ours too: an action that can't be decoded is one, and anybody can send it.
  if (userId === null) {
    endSoon();
    if (!merger.add({ ip: request.ip, path: request.path, code }, { request, entry })) return;
  }
  await write(userId, request, entry);
}
