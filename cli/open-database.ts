import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { closeDatabase } from "@/db/client";
import { type Embedded, startEmbedded } from "@/db/embedded";
import { migrate, roleOf } from "@/db/migrate";
import { type Env, env } from "@/lib/env";
import { checkSettings, isEmbedded } from "./settings";
import { stopSignal } from "./stop-signal";

export interface OpenDatabase {
  env: Env;
  /** The embedded server, when it is one. */
  embedded: Embedded | null;
  /** Ends our connections and leaves the embedded server. */
  close(): Promise<void>;
}

/** The secret of an embedded installation: made once, kept beside its data, readable by its owner only. */
async function localSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, "app-secret");
  const kept = (
    await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw new Error(`${file} cannot be read: it belongs to another user`, { cause: error });
    })
  ).trim();
  if (kept) return kept;
  const secret = randomBytes(48).toString("base64url");
  await writeFile(`${file}.new`, `${secret}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secret;
}

/**
 * Connects the process to its database: the one of DATABASE_URL, else the embedded one, started when it is not
 * running. From then on `env()` and `@/db/client` work. Call `close` in a `finally`.
 */
export async function openDatabase(onLog: (line: string) => void): Promise<OpenDatabase> {
  const settings = checkSettings();
  if (!isEmbedded()) return { env: env(), embedded: null, close: () => closeDatabase() };

  const embedded = await startEmbedded(settings.dataDir, { onLog });
  try {
    process.env.DATABASE_URL = embedded.databaseUrl;
    process.env.DATABASE_OWNER_URL = embedded.ownerUrl;
    process.env.DATABASE_READER_URL = embedded.readerUrl;
    for (const name of ["DATABASE_OWNER_URL_FILE", "DATABASE_READER_URL_FILE"]) delete process.env[name];
    if (!process.env.APP_SECRET && !process.env.APP_SECRET_FILE) {
      process.env.APP_SECRET = await localSecret(settings.dataDir);
    }
    return {
      env: env(),
      embedded,
      close: async () => {
        await closeDatabase();
        await embedded.stop();
      },
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Brings the schema and the grants of both lesser roles up to date. @throws Error that names the variable at fault. */
export async function migrateDatabase(settings: Env, root: string): Promise<void> {
  try {
    await migrate(settings.databaseOwnerUrl, {
      appRole: roleOf(settings.databaseUrl),
      readerRole: roleOf(settings.databaseReaderUrl),
      migrationsFolder: path.join(root, "db", "migrations"),
    });
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    throw new Error(`the database of DATABASE_OWNER_URL can't be brought up to date: ${why}`, {
      cause: error,
    });
  }
}

/**
 * Runs `work` on the database and leaves it whatever happens. A signal aborts what `work` can abort, lets the rest
 * end, and ends the process afterwards.
 */
export async function withDatabase<T>(
  work: (database: OpenDatabase, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = stopSignal();
  const database = await openDatabase((line) => console.error(line));
  try {
    return await work(database, signal);
  } catch (error) {
    throw signal.aborted ? new Error("stopped", { cause: error }) : error;
  } finally {
    await database.close();
  }
}
