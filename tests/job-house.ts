/** A database with queues of a test's own, and short words for what its tests ask of it. */
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { vi } from "vitest";
import type { QueuePolicy } from "@/db/job-queues";
import { ensureQueues } from "@/db/job-store";
import type { Job } from "@/lib/jobs/define-job";
import type { RunnerOptions } from "@/lib/jobs/job-runner";
import { testDatabase } from "@/tests/database";

export interface JobRow extends Record<string, unknown> {
  id: string;
  name: string;
  state: string;
  retryCount: number;
  retryLimit: number;
  /** Seconds until it may run again. */
  waits: number;
  output: Record<string, unknown> | null;
}

/** Call it before anything is imported that reads the environment. */
export async function jobHouse(queues: Readonly<Record<string, QueuePolicy>>) {
  const database = await testDatabase();
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await ensureQueues(drizzle(owner), queues);
  const { db } = await import("@/db/client");
  const { JobRunner } = await import("@/lib/jobs/job-runner");
  const { sendJob } = await import("@/lib/jobs/send-job");
  const running: InstanceType<typeof JobRunner>[] = [];

  return {
    database,
    db,
    sendJob,
    /** Quick where the product is patient. Stopped after the test. */
    run: (jobs: readonly Job[], options: Partial<RunnerOptions> = {}) => {
      const runner = new JobRunner(jobs, { pollMs: 25, tickSeconds: 0.05, graceSeconds: 0.2, ...options });
      runner.start();
      running.push(runner);
      return runner;
    },
    stopAll: async () => {
      await Promise.all(running.splice(0).map((runner) => runner.stop()));
    },
    rows: async (name: string): Promise<JobRow[]> => [
      ...(await db.execute<JobRow>(sql`
        select id, name, state, retry_count as "retryCount", retry_limit as "retryLimit", output,
          extract(epoch from start_after - now())::float8 as waits
        from pgboss.job where name = ${name} order by created_on, id`)),
    ],
    /** Lets retries begin now. */
    hurry: (name: string) =>
      db.execute(
        sql`update pgboss.job set start_after = now() - interval '1 s' where name = ${name} and state = 'retry'`,
      ),
    close: async () => {
      await Promise.all(running.map((runner) => runner.stop()));
      await owner.end();
      await database.close();
    },
  };
}

/** Asks again until the expectations hold. */
export const eventually = <T>(expectation: () => Promise<T> | T): Promise<T> =>
  vi.waitFor(expectation, { timeout: 20_000, interval: 20 });

/** A door that handlers wait at. */
export function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}
