import "server-only";
import { closeDatabase } from "@/db/client";
import { migrate, roleOf } from "@/db/migrate";
import { flushAudit } from "@/lib/audit/record-read";
import { endRefusals, recordRefusal } from "@/lib/audit/record-refusal";
import { describeError } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { publicPath } from "@/lib/http/public-path";
import { log } from "@/lib/log";
import { closeMail } from "@/lib/mail/send-mail";
import { markMigrated } from "@/lib/readiness";
import { isReaderGone, requestContext, requestInfo, wrapHttpServers } from "@/lib/request-context";
import { refreshRollupsAtStart, stopRollups } from "@/lib/rollups/refresh-at-start";
import { announceSetup } from "@/lib/setup/announce-setup";
import { closeReaders } from "@/lib/sources/run-postgres";

const store = globalThis as typeof globalThis & { lookflexBooted?: boolean };

/** Ends the process with one line that says why. */
function giveUp(line: string): never {
  console.error(`lookflex: ${line.split("\n", 1)[0]}`);
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

/** What must not be lost is written, then the pools close. At most `seconds`. */
async function finish(seconds: number): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));
  endRefusals();
  const work = Promise.all([flushAudit(), stopRollups()])
    .then(closeMail)
    // Mails under way may have left entries of their own.
    .then(flushAudit)
    .catch((err) => log.error({ err }, "audit entries could not be written at shutdown"))
    .then(() => Promise.all([closeDatabase(2), closeReaders(2)]));
  await Promise.race([work, late]);
}

/**
 * Next ends the process by itself once its last answer is out. From the signal on, that exit waits for us: entries of those
 * last answers are written too.
 */
function finishBeforeExit(): void {
  const exit = process.exit.bind(process);
  const onSignal = () => {
    let finishing = false;
    process.exit = ((code?: number) => {
      if (finishing) return;
      finishing = true;
      void finish(8).finally(() => exit(code));
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
  wrapHttpServers();
  finishBeforeExit();
  await bringUpToDate();
  refreshRollupsAtStart();
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
