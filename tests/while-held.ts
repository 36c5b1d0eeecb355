import { setImmediate } from "node:timers/promises";
import postgres from "postgres";

/** Runs a change that waits for what another transaction has written and not committed yet; that one commits first. */
export async function whileHeld<T>(
  { appUrl }: { appUrl: string },
  hold: (sql: postgres.TransactionSql) => PromiseLike<unknown>,
  change: () => Promise<T>,
): Promise<T> {
  const sql = postgres(appUrl, { max: 2, onnotice: () => {} });
  try {
    const { running } = await sql.begin(async (held) => {
      await hold(held);
      let settled = false;
      const running = change().finally(() => {
        settled = true;
      });
      // A refusal is the caller's to see.
      running.catch(() => undefined);
      const isWaiting = async () =>
        (
          await sql`select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`
        ).length > 0;
      while (!(await isWaiting())) {
        if (settled) throw new Error("It did not wait.");
        await setImmediate();
      }
      return { running };
    });
    return await running;
  } finally {
    await sql.end();
  }
}
