import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readPacks } from "@/lib/datasets/load-datasets";
import { listValues } from "@/lib/query/list-values";
import type { QueryInput } from "@/lib/query/query";
import { clearQueryCache } from "@/lib/query/query-cache";
import { runQuery } from "@/lib/query/run-query";
import { createHostileTable, HOSTILE, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeDuckdb } from "@/lib/sources/open-duckdb";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { createHostileDuckdb } from "@/tests/hostile-duckdb";

const packs = mkdtempSync(path.join(tmpdir(), "packs-"));
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const real = await original();
  return { ...real, loadDatasets: async () => real.readPacks(packs) };
});

const ADMIN = testViewer({ role: "admin" });
const rows = hostileRows();
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(packs, name)), { recursive: true });
  writeFileSync(path.join(packs, name), text);
};
/** What stands on the table itself: a file beside it is another test's. */
const PLAIN = {
  ...HOSTILE,
  joins: [],
  dimensions: HOSTILE.dimensions.filter(({ lookup }) => !lookup),
  measures: HOSTILE.measures.filter(({ name }) => name !== "soft" && name !== "rated"),
};
const TABLE = { schema: "commerce", name: 'hostile "rows"' };
/** YAML holds JSON. */
const pack = (id: string, source: object, table: object) => {
  write(`${id}/source.yml`, JSON.stringify({ id, ...source }));
  write(`${id}/datasets/${id}.yml`, JSON.stringify({ ...PLAIN, id, source: id, table }));
};

/** The hostile rows as CSV: null is nothing, the text without letters is "". */
function csv(): string {
  const field = (value: unknown) => (value === null ? "" : `"${String(value).replaceAll('"', '""')}"`);
  const lines = rows.map(({ brand, product, channel, active, size, day, at, qty, amount, huge }) => {
    const sign = amount !== null && amount < 0n ? "-" : "";
    const digits = String(amount === null ? "" : amount < 0n ? -amount : amount).padStart(5, "0");
    const money = amount === null ? null : `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`;
    return [brand, product, channel, active, size, day, at, qty, money, huge].map(field).join(",");
  });
  return ['"the ""brand""",product,channel,active,size,day,at,qty,amount,huge', ...lines, ""].join("\n");
}

let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
  process.env.LOOKFLEX_DATA_DIR = path.join(packs, "data");
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(owner, database.readerRole, rows);
  await owner.end();
  pack("of_postgres", { kind: "postgres", url: "workspace", schemas: ["commerce"] }, TABLE);

  const types = {
    amount: "decimal(20, 4)",
    huge: "bigint",
    at: "timestamptz",
    qty: "integer",
    size: "integer",
  };
  const table = { schema: "main", name: "rows" };
  write("of_csv/data/rows.csv", csv());
  pack("of_csv", { kind: "files", tables: { rows: { format: "csv", files: "data/*.csv", types } } }, table);

  const file = await createHostileDuckdb(rows, path.join(packs, "of_duckdb"));
  pack("of_duckdb", { kind: "duckdb", path: "hostile.duckdb" }, { ...table, name: TABLE.name });
  mkdirSync(path.join(packs, "of_parquet", "data"), { recursive: true });
  const instance = await DuckDBInstance.create(path.join(file.target.packFolder, "hostile.duckdb"));
  const connection = await instance.connect();
  for (const part of ["<", ">="])
    await connection.run(
      `copy (select * from "hostile ""rows""" where coalesce(qty, 0) ${part} 2) to '${packs}/of_parquet/data/part${part.length}.parquet'`,
    );
  connection.closeSync();
  instance.closeSync();
  pack(
    "of_parquet",
    { kind: "files", tables: { rows: { format: "parquet", files: "data/part?.parquet" } } },
    table,
  );
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await closeReaders(1);
  await closeDuckdb();
  await database?.close();
  rmSync(packs, { recursive: true });
});

const time = { name: "day", from: "2025-12-01", to: "2026-01-15" };
const QUESTIONS: [string, Omit<QueryInput, "dataset">][] = [
  ["a KPI", { measures: ["qty", "amount", "huge", "orders", "rate", "nested"] }],
  [
    "a top list",
    { dimensions: ["brand"], measures: ["rate", "amount"], sort: [{ column: "amount", direction: "desc" }] },
  ],
  [
    "a comparison",
    {
      dimensions: ["channel", { name: "day", grain: "week" }],
      measures: ["amount", "counted"],
      time,
      compare: "previous_year",
      totals: ["grand"],
    },
  ],
  [
    "times of day",
    {
      dimensions: [{ name: "at", grain: "hour" }, "active"],
      measures: ["orders"],
      timezone: "America/New_York",
    },
  ],
  ["raw times", { dimensions: ["at", "size"], measures: ["huge"] }],
  [
    "a measure filter",
    {
      dimensions: ["product", "brand"],
      measures: ["share"],
      filters: [{ name: "amount", op: "gt", values: [-12.25] }],
      totals: ["grand"],
    },
  ],
  [
    "text filters",
    {
      dimensions: ["brand", "product"],
      filters: [
        { name: "brand", op: "contains", values: ["B"] },
        { name: "product", op: "nin", values: ["A_b", null] },
      ],
    },
  ],
];

describe.each(["of_duckdb", "of_csv", "of_parquet"])("%s answers as Postgres does", (dataset) => {
  test.each(QUESTIONS)("%s", async (_, question) => {
    for (const viewer of [ADMIN, testViewer({ attributes: { channel: ["naver", "it's"] } }), testViewer()]) {
      const expected = await runQuery(viewer, { ...question, dataset: "of_postgres" });
      const found = await runQuery(viewer, { ...question, dataset });
      expect(found.rows).toEqual(expected.rows);
      expect(found.grandTotal).toEqual(expected.grandTotal);
      expect(found.columns).toEqual(expected.columns);
      expect(found.meta).toMatchObject({ source: dataset, rowCount: expected.rows.length });
    }
  });

  test("a list of values, searched", async () => {
    for (const search of ["", "닥터".normalize("NFD"), "%_"])
      expect(await listValues(ADMIN, dataset, "brand", { search })).toEqual(
        await listValues(ADMIN, "of_postgres", "brand", { search }),
      );
  });
});

test("an answer is kept until the files change", async () => {
  const now = vi.spyOn(Date, "now");
  const question: QueryInput = { dataset: "of_csv", measures: ["orders"] };
  clearQueryCache();
  expect(await runQuery(ADMIN, question)).toMatchObject({ rows: [[rows.length]], meta: { cached: false } });
  expect((await runQuery(ADMIN, question)).meta.cached).toBe(true);
  write("of_csv/data/more.csv", csv());
  now.mockReturnValue(Date.now() + 5000);
  expect(await runQuery(ADMIN, question)).toMatchObject({
    rows: [[2 * rows.length]],
    meta: { cached: false },
  });
});

test.each(["groups", "kept", "lines", "top", "level", "page", "columns", "calculated"])(
  "a dataset's own SQL reads its own table called %s, at every level",
  async (name) => {
    const id = `own_${name}`;
    write(`${id}/data/rows.csv`, "a,b,c\nx,y,1\nx,z,1\nx,z,2\n");
    write(
      `${id}/source.yml`,
      JSON.stringify({ id, kind: "files", tables: { [name]: { format: "csv", files: "data/*.csv" } } }),
    );
    const dimensions = ["a", "b"].map((column) => ({ name: column, label: column, type: "string" }));
    const measures = [{ name: "kinds", label: "Kinds", aggregate: "count_distinct", column: "c" }];
    const dataset = {
      id,
      label: id,
      source: id,
      sql: `select * from ${name}`,
      rows: "allRows",
      dimensions,
      measures,
    };
    write(`${id}/datasets/${id}.yml`, JSON.stringify(dataset));
    const question: QueryInput = {
      dataset: id,
      dimensions: ["a"],
      measures: ["kinds"],
      filters: [{ name: "kinds", op: "gt", values: [0] }],
      totals: ["grand"],
    };
    const flat = await runQuery(ADMIN, { ...question, top: { dimension: "a", n: 1, by: "kinds" } });
    expect(flat).toMatchObject({ rows: [["x", 2]], grandTotal: { kinds: 2 } });
    const pivoted = await runQuery(ADMIN, { ...question, pivot: { dimensions: ["b"] } });
    expect(pivoted).toMatchObject({ rows: [["x", 1, 2, 2]], grandTotal: { kinds: 2 } });
  },
);

test("a pack without its files is a source that can't be reached, named, and not an empty answer", async () => {
  pack(
    "of_nothing",
    { kind: "files", tables: { rows: { format: "csv", files: "data/*.csv" } } },
    { schema: "main", name: "rows" },
  );
  expect([...readPacks(packs).keys()]).toContain("of_nothing");
  await expect(runQuery(ADMIN, { dataset: "of_nothing", measures: ["orders"] })).rejects.toMatchObject({
    code: "SOURCE_001",
    key: "sourceUnreachable",
    values: { source: "of_nothing" },
  });
});
