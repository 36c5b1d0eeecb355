import "server-only";
import { db } from "@/db/client";
import { type AuditActor, type AuditEntry, auditRow } from "@/lib/audit/audit-row";
import { insertAuditRows } from "@/lib/audit/insert-rows";
import { log } from "@/lib/log";

type Row = ReturnType<typeof auditRow>;

const WRITE_AFTER_MS = 500;
const BATCH = 500;
const MOST_WAITING = 5000;

interface Buffer {
  rows: Row[];
  timer: NodeJS.Timeout | null;
  /** The write under way; writes follow one another. */
  writing: Promise<void> | null;
}
const store = globalThis as typeof globalThis & { lookflexAuditBuffer?: Buffer };
store.lookflexAuditBuffer ??= { rows: [], timer: null, writing: null };
const buffer = store.lookflexAuditBuffer;

function writeSoon(): void {
  if (buffer.timer) return;
  buffer.timer = setTimeout(() => {
    buffer.timer = null;
    writeWaiting().then(
      () => {
        if (buffer.rows.length > 0) writeSoon();
      },
      (err) => {
        log.error({ err, waiting: buffer.rows.length }, "audit entries could not be written yet");
        writeSoon();
      },
    );
  }, WRITE_AFTER_MS);
  buffer.timer.unref();
}

/** What waits now, or is being written: what comes meanwhile is the next batch's, else a busy server would write it row by row. */
function writeWaiting(): Promise<void> {
  const write = async () => {
    for (let left = buffer.rows.length; left > 0; ) {
      const batch = buffer.rows.slice(0, Math.min(left, BATCH));
      await insertAuditRows(db, batch);
      // Rows are only ever added behind the batch meanwhile.
      buffer.rows.splice(0, batch.length);
      left -= batch.length;
    }
  };
  buffer.writing ??= write().finally(() => {
    buffer.writing = null;
  });
  return buffer.writing;
}

/** Writes all that waits. At shutdown, and before reading the log. @throws the database's error; nothing is lost then */
export async function flushAudit(): Promise<void> {
  while (buffer.writing || buffer.rows.length > 0) await writeWaiting();
}

/**
 * Records what changes nothing (reads, refusals): at once in memory, in the database within a second. Never dropped: when the
 * database can't keep up, the caller waits for its own row.
 */
export async function recordRead(actor: AuditActor, entry: AuditEntry): Promise<void> {
  const row = auditRow(actor, entry);
  if (buffer.rows.length >= MOST_WAITING) {
    await insertAuditRows(db, [row]);
    return;
  }
  buffer.rows.push(row);
  writeSoon();
}
