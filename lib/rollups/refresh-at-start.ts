import "server-only";
import { log } from "@/lib/log";
import { refreshRollups } from "@/lib/rollups/refresh-rollups";

interface Running {
  stop: AbortController;
  ended: Promise<void>;
}
const store = globalThis as typeof globalThis & { lookflexRollupsRunning?: Running };

/**
 * Brings the rollups up to date behind the first requests: definitions may have changed with the product. Until then the sources
 * answer. Of several processes one builds.
 */
export function refreshRollupsAtStart(): void {
  const stop = new AbortController();
  const ended = refreshRollups({ signal: stop.signal }).then(
    (outcomes) => {
      const failed = outcomes.filter(({ did }) => did === "failed");
      if (failed.length > 0) log.error({ rollups: failed }, "rollups could not be built");
      const done = outcomes.filter(({ did }) => !/^(failed|kept|waiting|small)$/.test(did));
      if (done.length > 0) log.info({ rollups: done }, "rollups are up to date");
    },
    (err) => {
      if (!stop.signal.aborted) log.error({ err }, "rollups could not be refreshed");
    },
  );
  store.lookflexRollupsRunning = { stop, ended };
}

/** Stops that; what was being built is left for the next start. */
export async function stopRollups(): Promise<void> {
  store.lookflexRollupsRunning?.stop.abort(new Error("shutting down"));
  await store.lookflexRollupsRunning?.ended;
}
