import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bossDatabase } from "@/db/job-store";
import { recordChange } from "@/lib/audit/record-change";
import { boss } from "@/lib/jobs/boss";
import { holdRun, type Run } from "@/lib/jobs/claim-runs";
import { jobError } from "@/lib/jobs/job-error";

/** Keeps what a run came to. @returns false when it was given to another process meanwhile */
export async function completeRun(run: Run, result: Record<string, unknown> | undefined): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, run, { expired: false }))) return false;
    await boss().complete(run.name, run.id, { result: result ?? null }, { db: bossDatabase(tx) });
    return true;
  });
}

/**
 * Keeps why a run failed: it waits for its next try, or has failed for good, which the audit log then says.
 * @param options.final no retry can mend it; `expired`: only if its lease has still run out
 */
export async function failRun(
  run: Run,
  error: unknown,
  { final = false, expired = false }: { final?: boolean; expired?: boolean } = {},
): Promise<"retry" | "failed" | "lost"> {
  const { name, id } = run;
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, run, { expired }))) return "lost";
    if (final)
      await tx.execute(
        sql`update pgboss.job set retry_limit = retry_count where name = ${name} and id = ${id}`,
      );
    const why = jobError(error);
    await boss().fail(name, id, why, { db: bossDatabase(tx) });
    const [row] = await tx.execute<{ state: string }>(
      sql`select state from pgboss.job where name = ${name} and id = ${id}`,
    );
    if (row?.state === "retry") return "retry";
    await recordChange(tx, null, {
      action: "job.fail",
      category: "SYSTEM",
      severity: "ERROR",
      error: why.message,
      metadata: { job: name, id, attempts: run.retryCount + 1, ...(why.code ? { code: why.code } : {}) },
    });
    return "failed";
  });
}
