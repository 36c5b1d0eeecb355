import { startJobs } from "@/lib/jobs/start-jobs";
import { shutDown } from "@/lib/shut-down";
import type { CommandContext } from "./command";
import { migrateDatabase, openDatabase } from "./open-database";
import { aborted, stopSignal } from "./stop-signal";
import { watchEmbedded } from "./watch-embedded";

/**
 * Runs jobs until a signal comes, next to any number of others. On the embedded database it joins the server that a demo
 * has started, and keeps it when that one leaves first.
 */
export async function worker({ root }: CommandContext): Promise<number> {
  const signal = stopSignal();
  const database = await openDatabase((line) => console.error(line));
  const watching = new AbortController();
  try {
    await migrateDatabase(database.env, root);
    if (signal.aborted) return 0;
    if (database.embedded) void watchEmbedded(database.embedded, watching.signal);
    startJobs();
    console.log(
      `Jobs run here${database.embedded?.adopted ? ", on the database that is running already" : ""} (Ctrl-C stops them)`,
    );
    await aborted(signal);
    return 0;
  } finally {
    watching.abort();
    await shutDown(10);
    await database.close();
  }
}
