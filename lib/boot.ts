import "server-only";
import { migrate, roleOf } from "@/db/migrate";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { startKeepingTokens, stopKeepingTokens } from "@/lib/auth/find-token";
import { sendConsoleToLog } from "@/lib/console-to-log";
import { describeError } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { publicPath } from "@/lib/http/public-path";
import { startJobs } from "@/lib/jobs/start-jobs";
import { stopJobs } from "@/lib/jobs/stop-jobs";
import { startWatching, stopWatching } from "@/lib/live/version-watch";
import { log } from "@/lib/log";
import { markMigrated } from "@/lib/readiness";
import { isReaderGone, requestContext, requestInfo, wrapHttpServers } from "@/lib/request-context";
import { getSettings } from "@/lib/settings/get-settings";
import { announceSetup } from "@/lib/setup/announce-setup";
import { shutDown } from "@/lib/shut-down";

const store = globalThis as typeof globalThis & { lookflexBooted?: boolean };

/** Ends the process with one line that says why. */
function giveUp(line: string): never {
  process.stderr.write(`lookflex: ${line.split("\n", 1)[0]}\n`);
  process.exit(1);
}

async function bringUpToDate(): Promise<void> {
  const { databaseUrl, databaseOwnerUrl, databaseReaderUrl } = env();
  try {
    await migrate(databaseOwnerUrl, { appRole: roleOf(databaseUrl), readerRole: roleOf(databaseReaderUrl) });
  } catch (error) {
    const { code, message, cause } = describeError(error);
    const reason = cause?.message || message || code;
    giveUp(
      `the database can't be brought up to date (DATABASE_OWNER_URL): ${code ? `${code} ` : ""}${reason}`,
    );
  }
  markMigrated();
}

/**
 * Next ends the process by itself once its last answer is out. From the signal on, that exit waits for us: entries of those
 * last answers are written too.
 */
function finishBeforeExit(): void {
  const exit = process.exit.bind(process);
  const onSignal = () => {
    // Not only once the last answer is out: jobs need the time to end, and live streams are answers that never are.
    void stopJobs();
    void stopWatching();
    void stopKeepingTokens();
    let finishing = false;
    process.exit = ((code?: number) => {
      if (finishing) return;
      finishing = true;
      void shutDown(10).finally(() => exit(code));
    }) as typeof process.exit;
  };
  process.once("SIGTERM", onSignal);
  process.once("SIGINT", onSignal);
}

/** Environment, request context, migrations, shutdown: all that must stand before the first request. */
export async function boot(): Promise<void> {
  if (store.lookflexBooted) return;
  store.lookflexBooted = true;
  try {
    env();
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
  if (process.env.NODE_ENV === "production") sendConsoleToLog();
  wrapHttpServers();
  finishBeforeExit();
  await bringUpToDate();
  // The zone that jobs are scheduled in is the workspace's.
  await getSettings().catch((err) => log.error({ err }, "settings could not be read"));
  if (env().jobsInProcess) startJobs();
  startWatching();
  void startKeepingTokens();
  // Only told: the product serves without it.
  await announceSetup().catch((err) => log.error({ err }, "setup could not be announced"));
  log.info({ siteUrl: env().siteUrl }, "ready");
}

/** Failures below 500 are the reader's, not ours: they leave no stack; one who left leaves nothing. */
export function logRequestError(error: unknown, path: string, kind: string): void {
  if (isReaderGone(error)) return;
  const entry = { requestId: requestContext()?.id, path: publicPath(path), kind };
  if (error instanceof AppError && error.status < 500)
    log.info({ ...entry, code: error.code }, "request refused");
  else log.error({ ...entry, err: error }, "request failed");
  const { status, code } = error instanceof AppError ? error : { status: 500, code: "INTERNAL" };
  // Never throws; who asked is in the entries of the same request.
  void recordRefusal(null, requestInfo(), status, code);
}
