/** The data that is asked: an embedded Postgres of the benchmark's own, kept between runs. */
import { chmod, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { parse, stringify } from "yaml";
import { migrateDatabase, type OpenDatabase, openDatabase } from "@/cli/open-database";
import { progressBar } from "@/cli/progress";
import { roleOf } from "@/db/migrate";
import { getLoadInfo, loadCommerce } from "@/packs/commerce/demo/load";
import { ensureFloorTables } from "./floor-tables";
import { refreshRollups } from "./rollups";

export interface DataOptions {
  root: string;
  /** Of the embedded database. */
  dataDir: string;
  rows: number;
  /** The last day; what is there, else yesterday, when left out. */
  until?: string;
  signal: AbortSignal;
}

export interface Data {
  database: OpenDatabase;
  /** The first and last day with rows. */
  first: string;
  last: string;
  postgres: string;
  hasRollups: boolean;
}

/** The same rows under a rule; its answers are kept by its own version of the data. */
export const RULED = "sales_by_country";

/** What a `.env` of whoever runs this must not change. */
const OTHERS = ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_READER_URL", "APP_SECRET", "REDIS_URL"];

/**
 * A copy of the built server whose `sales` stands there twice: as shipped, and with a row rule. The process works in it from
 * then on, so that both it and the server read those packs.
 */
export async function makeProduct(root: string, folder: string): Promise<void> {
  const built = path.join(root, process.env.LOOKFLEX_DIST_DIR || ".next", "standalone");
  await rm(folder, { recursive: true, force: true });
  await cp(built, folder, { recursive: true, verbatimSymlinks: true });
  const datasets = path.join(folder, "packs", "commerce", "datasets");
  const { rollups: _, ...sales } = parse(await readFile(path.join(datasets, "sales.yml"), "utf8"));
  const rows = [{ dimension: "country", attribute: "country", except: ["admin"] }];
  await writeFile(path.join(datasets, `${RULED}.yml`), stringify({ ...sales, id: RULED, rows }));
}

/** Opens the database and makes whatever is missing in it. What it says goes to the terminal. */
export async function openData(options: DataOptions): Promise<Data> {
  const { root, dataDir, rows, signal } = options;
  for (const name of OTHERS) for (const given of [name, `${name}_FILE`]) delete process.env[given];
  process.env.LOOKFLEX_DATA_DIR = dataDir;
  await mkdir(path.dirname(dataDir), { recursive: true });
  // Postgres runs as another user where we are root.
  await chmod(path.dirname(dataDir), 0o711);
  const database = await openDatabase((line) => console.log(line));
  try {
    const { env } = database;
    await migrateDatabase(env, root);
    const found = await getLoadInfo(env.databaseOwnerUrl);
    const { until } = options;
    if (found?.rows !== rows || (until !== undefined && found.until !== until))
      await loadCommerce({
        ownerUrl: env.databaseOwnerUrl,
        appRole: roleOf(env.databaseUrl),
        readerRole: roleOf(env.databaseReaderUrl),
        rows,
        ...(until === undefined ? {} : { until }),
        onProgress: progressBar("Sales", rows),
        signal,
      });
    const sql = postgres(env.databaseOwnerUrl, { max: 1, onnotice: () => {} });
    try {
      await sql`
        insert into public.dataset_versions (dataset, version, data_as_of)
        select ${RULED}, version, data_as_of from public.dataset_versions where dataset = 'sales'
        on conflict (dataset) do update set version = excluded.version, data_as_of = excluded.data_as_of`;
      await ensureFloorTables(sql, roleOf(env.databaseReaderUrl), (line) => console.log(line));
      const hasRollups = await refreshRollups(signal);
      const [facts] = await sql<{ first: string; last: string; postgres: string }[]>`
        select min(date)::text as first, max(date)::text as last, current_setting('server_version') as postgres
        from commerce.sales`;
      if (!facts?.first) throw new Error("no sales were loaded");
      await checkpoint(database);
      return { database, ...facts, hasRollups };
    } finally {
      await sql.end({ timeout: 1 });
    }
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What was written is on disk before anything is timed. */
async function checkpoint({ embedded }: OpenDatabase): Promise<void> {
  if (!embedded) return;
  const admin = postgres(embedded.adminUrl, { max: 1, onnotice: () => {} });
  await admin`checkpoint`.finally(() => admin.end({ timeout: 1 }));
}
