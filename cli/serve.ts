import type { Env } from "@/lib/env";
import { assertPortFree } from "./assert-port-free";
import type { CommandContext } from "./command";
import { type DemoAccount, ensureDemoAccounts, printAccounts, writeDemoFile } from "./demo-accounts";
import { ensureDemo } from "./demo-load";
import { migrateDatabase, openDatabase } from "./open-database";
import { checkSettings } from "./settings";
import { aborted, stopSignal } from "./stop-signal";
import { watchEmbedded } from "./watch-embedded";
import { startWeb, waitForWeb } from "./web-process";

/** Schema, and for the demo its data and accounts. A signal cuts it short. */
async function prepare(
  env: Env,
  root: string,
  demo: boolean,
  signal: AbortSignal,
): Promise<DemoAccount[] | null> {
  await migrateDatabase(env, root);
  if (!demo || signal.aborted) return null;
  try {
    await ensureDemo(env, signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
  return ensureDemoAccounts(env);
}

/**
 * Runs all of LookFlex until a signal comes: database (embedded unless DATABASE_URL is set), migrations, with `--demo`
 * the demo's data and accounts, and Next. @returns 0 after a signal, 1 when Next ended by itself.
 */
export async function serve({ root, values }: CommandContext): Promise<number> {
  const [demo, dev] = [values.demo === true, values.dev === true];
  const settings = checkSettings();
  await assertPortFree(settings.port);
  const signal = stopSignal();
  const database = await openDatabase((line) => console.log(line));
  try {
    const accounts = await prepare(database.env, root, demo, signal);
    if (signal.aborted) return 0;
    const web = startWeb(root, database.env, dev);
    const watching = new AbortController();
    try {
      if (database.embedded) void watchEmbedded(database.embedded, watching.signal);
      const ready = await Promise.race([waitForWeb(web, settings.port), aborted(signal)]);
      if (ready === true) {
        if (accounts) {
          await writeDemoFile(database.env, accounts);
          printAccounts(database.env, accounts);
        }
        console.log(`\nLookFlex is ready: ${database.env.siteUrl}   (Ctrl-C stops it)\n`);
      }
      const end = await Promise.race([aborted(signal), web.ended]);
      if (end === "signal") return 0;
      console.error(`lookflex: the web server ended by itself (${end})`);
      return 1;
    } finally {
      watching.abort();
      await web.stop();
    }
  } finally {
    await database.close();
  }
}
