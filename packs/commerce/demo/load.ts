/** Loads the demo's sales. Run by the command line, as the owner of the database. */
import { setImmediate } from "node:timers/promises";
import postgres from "postgres";
import { type Day, toDayNumber, yesterday } from "./calendar";
import { DEFAULT_SEED, generateSales, type SalesRow } from "./generate";
import { COPY_SALES, CREATE_SALES, CREATE_SCHEMA, INDEX_SALES, SWAP_SALES } from "./sales-table";

/** Any constant, the same in every process: two loads at once would only undo each other. */
const LOAD_LOCK = 7_205_981_665;
const CHUNK_CHARACTERS = 128 * 1024;

export interface LoadCommerceOptions {
  /** Connection string of the role that owns the schema. */
  ownerUrl: string;
  /** The roles that may read the table; null where the owner's login stands in. */
  appRole: string | null;
  readerRole: string | null;
  rows: number;
  /** Last day of the three years; yesterday in Seoul when left out. */
  until?: Day;
  seed?: number;
  /** Rows sent so far, and all there will be. Called every few thousand rows and at the end. */
  onProgress?: (done: number, total: number) => void;
  /** Stops the load; what was there before stays. */
  signal?: AbortSignal;
}

/** A line of COPY's text format. */
export function copyLine(row: SalesRow): string {
  const campaign = row.campaign === null ? "\\N" : copyText(row.campaign);
  return `${row.date}\t${copyText(row.brand)}\t${copyText(row.product)}\t${copyText(row.sku)}\t${copyText(row.channel)}\t${campaign}\t${row.country}\t${row.orders}\t${row.units}\t${row.grossSales}\t${row.discount}\t${row.settlementAmount}\t${row.cost}\t${row.adSpend}\t${row.margin}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const copyText = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? "") : text;

/** Sends the lines no faster than the database takes them, so that memory stays flat. */
async function copyRows(tx: postgres.TransactionSql, rows: Iterable<SalesRow>, options: LoadCommerceOptions) {
  const stream = await tx.unsafe(COPY_SALES).writable();
  // Without a listener an error of the server would end the process; it comes to light in the next write.
  stream.on("error", () => {});
  let chunk = "";
  let done = 0;
  const send = async () => {
    options.signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      stream.write(chunk, (error) => (error ? reject(stream.errored ?? error) : resolve()));
    });
    chunk = "";
    options.onProgress?.(done, options.rows);
    // A fast database takes every write at once: without a turn of the loop no signal and no error would be heard.
    await setImmediate();
  };
  try {
    for (const row of rows) {
      chunk += copyLine(row);
      done += 1;
      if (chunk.length >= CHUNK_CHARACTERS) await send();
    }
    if (chunk !== "") await send();
  } catch (error) {
    stream.destroy();
    throw error;
  }
  stream.end();
  await setImmediate();
  // The driver loses an error that follows the last byte, and "finish" with it: the next statement fails instead.
  await tx`select 1`;
}

/**
 * Puts `rows` lines of three years into `commerce.sales`, in place of what was there. All in one transaction: whoever
 * reads meanwhile, and whatever crashes, there is the old table or the new one, never half of one.
 * @returns the rows loaded and the seconds it took
 * @throws the signal's reason when stopped; postgres' own error when the database fails
 */
export async function loadCommerce(options: LoadCommerceOptions): Promise<{ rows: number; seconds: number }> {
  const { rows, seed = DEFAULT_SEED, until = yesterday("Asia/Seoul") } = options;
  options.signal?.throwIfAborted();
  const started = performance.now();
  const lines = generateSales({ rows, until, seed });
  const sql = postgres(options.ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "lookflex-load" },
  });
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOAD_LOCK})`;
      await tx`set local maintenance_work_mem = '256MB'`;
      await tx.unsafe(CREATE_SCHEMA);
      await tx.unsafe(CREATE_SALES);
      await copyRows(tx, lines, options);
      for (const statement of INDEX_SALES) {
        options.signal?.throwIfAborted();
        await tx.unsafe(statement);
      }
      await tx`analyze commerce.sales_next`;
      for (const role of new Set([options.appRole, options.readerRole]))
        if (role !== null) {
          await tx`grant usage on schema commerce to ${tx(role)}`;
          await tx`grant select on commerce.sales_next to ${tx(role)}`;
        }
      await tx.unsafe(SWAP_SALES);
      await recordLoad(tx, { rows, until, seed });
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
  return { rows, seconds: (performance.now() - started) / 1000 };
}

/** Notes what is loaded, and tells caches and open pages that `sales` has changed. */
async function recordLoad(tx: postgres.TransactionSql, load: { rows: number; until: Day; seed: number }) {
  await tx`
    insert into commerce.load_info (rows, until, seed) values (${load.rows}, ${load.until}, ${load.seed})
    on conflict (only_row) do update
      set rows = excluded.rows, until = excluded.until, seed = excluded.seed, loaded_at = now()`;
  // The data is complete to the end of its last day in Seoul.
  const asOf = new Date((toDayNumber(load.until) + 1) * 86_400_000 - 9 * 3_600_000);
  await tx`select public.record_data_change('sales', null, null, ${asOf})`;
}

export interface LoadInfo {
  rows: number;
  until: Day;
}

/** What the last load put in; null when there was none. */
export async function getLoadInfo(ownerUrl: string): Promise<LoadInfo | null> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql<{ known: boolean }[]>`
      select to_regclass('commerce.load_info') is not null and to_regclass('commerce.sales') is not null as known`;
    if (!found?.known) return null;
    const [info] = await sql<{ rows: string; until: string }[]>`
      select rows, until::text from commerce.load_info`;
    return info ? { rows: Number(info.rows), until: info.until } : null;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
