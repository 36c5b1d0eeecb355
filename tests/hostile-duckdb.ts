/** The hostile table again, in a DuckDB database file. For tests only. */
import { mkdtempSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Dataset } from "@/lib/datasets/schema";
import { HOSTILE, type HostileRow } from "@/lib/query/testing/hostile-dataset";
import type { DuckdbTarget } from "@/lib/sources/open-duckdb";
import { DUCKDB_SCHEMA } from "@/lib/sources/schema";

/** The dataset over {@link createHostileDuckdb}'s table. */
export const HOSTILE_DUCKDB: Dataset = {
  ...HOSTILE,
  table: { ...HOSTILE.table, schema: DUCKDB_SCHEMA },
};

const text = (value: unknown) => (value === null ? null : String(value));

/** A folder, of its own by default, with the rows in `hostile.duckdb`. @returns where it is, and what removes it. */
export async function createHostileDuckdb(
  rows: HostileRow[],
  folder = mkdtempSync(path.join(tmpdir(), "hostile-")),
): Promise<{ target: DuckdbTarget; remove(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(path.join(folder, "hostile.duckdb"));
  const connection = await instance.connect();
  await connection.run(`create table "hostile ""rows""" (
    "the ""brand""" varchar, product varchar, channel varchar, active boolean, size integer, day date,
    "at" timestamptz, qty integer, amount decimal(20, 4), huge bigint)`);
  const insert =
    await connection.prepare(`insert into "hostile ""rows""" values ($1, $2, $3, $4, $5::integer, $6::date,
    $7::timestamptz, $8::integer, $9::decimal(20, 4), $10::bigint)`);
  for (const row of rows) {
    const { brand, product, channel, active, size, day, at, qty, amount, huge } = row;
    const exact = amount === null ? null : decimal(amount);
    insert.bind([brand, product, channel, active, text(size), day, at, text(qty), exact, text(huge)]);
    await insert.run();
  }
  connection.closeSync();
  instance.closeSync();
  const source = { id: "hostile", kind: "duckdb", path: "hostile.duckdb", folder: "pack" } as const;
  return {
    target: { kind: "duckdb", source, packFolder: folder, dataDir: path.join(folder, "data") },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Ten-thousandths with their point. */
function decimal(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(5, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
