import "server-only";
import { rm } from "node:fs/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { toDuckdbError } from "@/lib/sources/duckdb-error";
import { makeTempFolder } from "@/lib/sources/duckdb-temp";
import { fileView } from "@/lib/sources/duckdb-views";
import { type FoundFile, findFiles } from "@/lib/sources/find-files";
import type { DuckdbSource, FilesSource } from "@/lib/sources/schema";

/** Everything that says which data is meant. */
export interface DuckdbTarget {
  kind: "duckdb";
  source: DuckdbSource | FilesSource;
  /** Absolute folder of the pack the source belongs to. */
  packFolder: string;
  /** LOOKFLEX_DATA_DIR, absolute. */
  dataDir: string;
}

interface Kept {
  /** The files as they were when it was opened. */
  state: string;
  instance: Promise<DuckDBInstance>;
  temp: Promise<string>;
  connections: number;
  /** No new reader gets it. */
  left: boolean;
}

interface Store {
  kept: Map<string, Kept>;
  checks: Map<string, { until: number; found: Promise<Map<string, FoundFile[]>> }>;
}
const memo = globalThis as typeof globalThis & { lookflexDuckdb?: Store };
const store = (): Store => {
  memo.lookflexDuckdb ??= { kept: new Map(), checks: new Map() };
  return memo.lookflexDuckdb;
};

/** Within this a change of the files may go unseen. */
const CHECK_MS = 1000;

const LIMITS = {
  threads: "2",
  memory_limit: "512MB",
  max_temp_directory_size: "4GB",
  // Nothing is fetched from anywhere; what is needed is built in.
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  allow_persistent_secrets: "false",
};

/** The native library is large: only who asks such a source loads it. */
export const duckdb = () => import("@duckdb/node-api");

async function findAll({ source, packFolder, dataDir }: DuckdbTarget): Promise<Map<string, FoundFile[]>> {
  if (source.kind === "duckdb") {
    const folder = source.folder === "data" ? dataDir : packFolder;
    return new Map([["", await findFiles(folder, [source.path], source.id)]]);
  }
  const found = new Map<string, FoundFile[]>();
  for (const [name, table] of Object.entries(source.tables))
    found.set(name, await findFiles(packFolder, table.files, source.id));
  return found;
}

/** The files behind a source, looked at once a second. */
function check(key: string, target: DuckdbTarget): Promise<Map<string, FoundFile[]>> {
  const { checks } = store();
  const known = checks.get(key);
  if (known && known.until > Date.now()) return known.found;
  const found = findAll(target);
  checks.set(key, { until: Date.now() + CHECK_MS, found });
  found.catch(() => checks.delete(key));
  return found;
}

/** From here on statements reach the source's files, the temporary folder and nothing else, and can't change that. */
async function lock(connection: DuckDBConnection): Promise<void> {
  await connection.run("set global TimeZone = 'UTC'");
  await connection.run("set enable_external_access = false");
  await connection.run("set lock_configuration = true");
}

async function open(
  { source }: DuckdbTarget,
  files: Map<string, FoundFile[]>,
  temp: string,
): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await duckdb();
  const options = { ...LIMITS, temp_directory: temp };
  if (source.kind === "duckdb") {
    const [file] = files.get("") ?? [];
    const instance = await DuckDBInstance.create(file?.path, { ...options, access_mode: "READ_ONLY" });
    return prepared(instance, lock);
  }
  const instance = await DuckDBInstance.create(":memory:", options);
  return prepared(instance, async (connection) => {
    for (const [name, table] of Object.entries(source.tables))
      await connection.run(
        fileView(
          name,
          table,
          (files.get(name) ?? []).map((file) => file.path),
        ),
      );
    const paths = [...files.values()].flat().map((file) => `'${file.path.replaceAll("'", "''")}'`);
    await connection.run(`set allowed_paths = [${paths.join(", ")}]`);
    await lock(connection);
  });
}

async function prepared(
  instance: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<void>,
): Promise<DuckDBInstance> {
  const connection = await instance.connect();
  try {
    await work(connection);
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
}

/** Closes it, and removes what it put on disk, once nobody reads it any more. */
async function leave(kept: Kept): Promise<void> {
  kept.left = true;
  if (kept.connections > 0) return;
  (await kept.instance.catch(() => null))?.closeSync();
  const temp = await kept.temp.catch(() => null);
  if (temp) await rm(temp, { recursive: true, force: true });
}

const stateOf = (files: Map<string, FoundFile[]>): string =>
  [...files].map(([name, list]) => `${name}: ${list.map((file) => file.state).join()}`).join("\n");

/** Another text after every change of the files behind a source, seen within a second. @throws as {@link connectDuckdb} */
export const duckdbState = async (target: DuckdbTarget): Promise<string> =>
  stateOf(await check(keyOf(target), target));

const keyOf = (target: DuckdbTarget): string => JSON.stringify(target);

/** The open database of a source, one reader counted already: one a process, opened anew when its files have changed. */
async function current(target: DuckdbTarget): Promise<Kept> {
  const key = keyOf(target);
  const files = await check(key, target);
  const state = stateOf(files);
  const { kept } = store();
  const found = kept.get(key);
  if (found?.state === state) {
    found.connections += 1;
    return found;
  }
  if (found) void leave(found);
  const temp = makeTempFolder(target.dataDir);
  const instance = temp.then((folder) => open(target, files, folder));
  const opened: Kept = { state, instance, temp, connections: 1, left: false };
  kept.set(key, opened);
  instance.catch(() => {
    if (kept.get(key) === opened) forgetDuckdb(target);
  });
  return opened;
}

export interface DuckdbReader {
  connection: DuckDBConnection;
  close(): void;
}

/**
 * A connection of its own to a source's database as its files are now; whoever still reads older ones reads on.
 * @throws AppError SOURCE_001 when files are missing, outside their folder or not what the source says.
 */
export async function connectDuckdb(target: DuckdbTarget): Promise<DuckdbReader> {
  const database = await current(target);
  const release = () => {
    database.connections -= 1;
    if (database.left) void leave(database);
  };
  try {
    const connection = await (await database.instance).connect();
    const close = () => {
      connection.closeSync();
      release();
    };
    return { connection, close };
  } catch (error) {
    release();
    throw toDuckdbError(error, target.source.id);
  }
}

/** Opens the database anew at the next question: it failed, or broke. */
export function forgetDuckdb(target: DuckdbTarget): void {
  const { kept, checks } = store();
  const key = keyOf(target);
  checks.delete(key);
  const found = kept.get(key);
  kept.delete(key);
  if (found) void leave(found);
}

/** Closes every database. For shutdown and tests. */
export async function closeDuckdb(): Promise<void> {
  const { kept, checks } = store();
  const all = [...kept.values()];
  kept.clear();
  checks.clear();
  await Promise.all(all.map(leave));
}
