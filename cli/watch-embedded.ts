import { setTimeout as sleep } from "node:timers/promises";
import type { Embedded } from "@/db/embedded";

const WATCH_MS = 1_000;

/** Brings the embedded server back when it dies under us. */
export async function watchEmbedded(embedded: Embedded, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await sleep(WATCH_MS, undefined, { ref: false });
    if (over.aborted || (await embedded.pid()) !== null) continue;
    try {
      if (await embedded.ensureRunning()) console.error("Postgres had died and runs again");
    } catch (error) {
      console.error(`Postgres does not come back: ${(error as Error).message}`);
    }
  }
}
