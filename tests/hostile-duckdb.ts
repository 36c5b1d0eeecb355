/** The hostile tables again, in a DuckDB database file. For tests only. */
import { mkdtempSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Dataset } from "@/lib/datasets/schema";
import { HOSTILE, type HostileRow } from "@/lib/query/testing/hostile-dataset";
import { HOSTILE_PRODUCTS, hostileProducts } from "@/lib/query/testing/hostile-lookup";
import { createTable, hostileTables, insertRow } from "@/lib/query/testing/hostile-tables";
import type { DuckdbTarget } from "@/lib/sources/open-duckdb";
import { DUCKDB_SCHEMA } from "@/lib/sources/schema";

const inDuckdb = (dataset: Dataset): Dataset => ({
  ...dataset,
  table: { name: dataset.table?.name ?? "", schema: DUCKDB_SCHEMA },
});

/** The datasets over {@link createHostileDuckdb}'s tables. */
export const HOSTILE_DUCKDB = inDuckdb(HOSTILE);
export const HOSTILE_PRODUCTS_DUCKDB = inDuckdb(HOSTILE_PRODUCTS);

/** A folder, of its own by default, with the rows in `hostile.duckdb`. @returns where it is, and what removes it. */
export async function createHostileDuckdb(
  rows: HostileRow[],
  folder = mkdtempSync(path.join(tmpdir(), "hostile-")),
): Promise<{ target: DuckdbTarget; remove(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(path.join(folder, "hostile.duckdb"));
  const connection = await instance.connect();
  for (const found of hostileTables(rows, hostileProducts())) {
    const table = { ...found, schema: DUCKDB_SCHEMA };
    await connection.run(createTable(table));
    const insert = await connection.prepare(insertRow(table));
    for (const row of table.rows) {
      insert.bind(row);
      await insert.run();
    }
  }
  connection.closeSync();
  instance.closeSync();
  const source = { id: "hostile", kind: "duckdb", path: "hostile.duckdb", folder: "pack" } as const;
  return {
    target: { kind: "duckdb", source, packFolder: folder, dataDir: path.join(folder, "data") },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
