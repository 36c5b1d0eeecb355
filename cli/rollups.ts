import { listRollups, type RollupInfo } from "@/lib/rollups/list-rollups";
import type { RefreshOutcome } from "@/lib/rollups/refresh-dataset";
import { refreshRollups } from "@/lib/rollups/refresh-rollups";
import type { CommandContext } from "./command";
import { migrateDatabase, withDatabase } from "./open-database";

const count = new Intl.NumberFormat("en");
const DOES = { reading: "reads the source", writing: "writes", tidying: "tidies up" } as const;

/** One line a rollup: what became of it. */
function told(outcome: RefreshOutcome): string {
  const name = `${outcome.dataset}.${outcome.rollup}`;
  const seconds = `${outcome.seconds.toFixed(1)} s`;
  switch (outcome.did) {
    case "failed":
      return `${name}: failed, ${outcome.error}`;
    case "dropped":
      return `${name}: dropped, no dataset declares it`;
    case "waiting":
      return `${name}: waits until somebody says that its data are there (record_data_change)`;
    case "small":
      return `${name}: not needed, the source is small`;
    case "kept":
      return `${name}: up to date, ${count.format(outcome.rows)} rows`;
    default:
      return `${name}: ${outcome.did}, ${count.format(outcome.rows)} rows, ${seconds}`;
  }
}

/** Refreshes and says how far it is. @returns 1 when one failed */
export async function refreshAndTell(
  options: { dataset?: string; force?: boolean; signal?: AbortSignal } = {},
): Promise<number> {
  const terminal = process.stdout.isTTY;
  const outcomes = await refreshRollups({
    ...options,
    onStep: ({ dataset, rollup, doing }) => {
      if (terminal) process.stdout.write(`\rRollup ${dataset}.${rollup} ${DOES[doing]} …\x1b[K`);
    },
  });
  if (terminal) process.stdout.write("\r\x1b[K");
  for (const outcome of outcomes) console.log(`Rollup ${told(outcome)}`);
  return outcomes.some(({ did }) => did === "failed") ? 1 : 0;
}

/** `lookflex rollup refresh [dataset]` */
export function refreshRollupTables({ root, values, arguments: [dataset] }: CommandContext): Promise<number> {
  return withDatabase(async ({ env }, signal) => {
    await migrateDatabase(env, root);
    return refreshAndTell({
      signal,
      force: values.force === true,
      ...(dataset === undefined ? {} : { dataset }),
    });
  });
}

/** How a rollup stands, in words. */
export function rollupWords({ held, state, error, rows }: RollupInfo): string {
  const words = {
    fresh: `${count.format(rows)} rows, the newest data`,
    behind: `${count.format(rows)} rows, days that changed since are read from the source`,
    waiting: "not built: nobody has said yet that its data are there (record_data_change)",
    small: "not built: the source is so small that it answers as fast",
    missing: "not built for the newest data; the source answers",
  }[held];
  if (state === "failed") return `${words}; the last refresh failed: ${error ?? "unknown why"}`;
  return state === "building" ? `${words}; being built, or its builder died` : words;
}

/** `lookflex rollup list` */
export function listRollupStates(): Promise<number> {
  return withDatabase(async () => {
    const infos = await listRollups();
    if (infos.length === 0) console.log("No dataset declares a rollup");
    for (const info of infos) {
      const size = info.bytes > 0 ? ` (${(info.bytes / 1_048_576).toFixed(1)} MB)` : "";
      console.log(`${info.dataset}.${info.name}: ${rollupWords(info)}${size}`);
    }
    return 0;
  });
}
