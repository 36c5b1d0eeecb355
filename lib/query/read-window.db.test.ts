import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Dataset } from "@/lib/datasets/schema";
import { clearRowLists } from "@/lib/query/kept-row-lists";
import { Query, type QueryInput } from "@/lib/query/query";
import { readWindow } from "@/lib/query/read-window";
import type { Cell } from "@/lib/query/result";
import { ROW_LIST_CAPS } from "@/lib/query/row-list";
import { runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeRunners } from "@/lib/sources/open-runner";
import { type TestDatabase, testDatabase } from "@/tests/database";

const ROWS = 12_000;
const SALES = Dataset.parse({
  id: "many",
  label: "Many",
  source: "commerce",
  table: { schema: "commerce", name: "many" },
  dimensions: [
    { name: "sku", label: "SKU", type: "string" },
    { name: "day", label: "Day", type: "date" },
    { name: "at", label: "At", type: "time" },
    { name: "channel", label: "Channel", type: "string" },
  ],
  measures: [
    { name: "qty", label: "Qty", aggregate: "sum", column: "qty" },
    { name: "amount", label: "Amount", aggregate: "sum", column: "amount" },
  ],
  rows: [{ dimension: "channel", attribute: "channel", except: ["admin"] }],
});
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const loaded = () => ({
    dataset: SALES,
    source: { ...source, schemas: ["commerce"] },
    pack: "test",
    folder: "/nowhere",
  });
  return { ...(await original()), loadDatasets: async () => new Map([["many", loaded()]]) };
});

const ADMIN = testViewer({ role: "admin" });
const NAVER = testViewer({ attributes: { channel: ["naver"] } });
/** Sorted by a measure of few values, some of them missing: ties everywhere. */
const question: QueryInput = {
  dataset: "many",
  dimensions: ["sku", "day", "at", "channel"],
  measures: ["qty", "amount"],
  sort: [{ column: "qty", direction: "desc" }],
  totals: ["grand"],
};

let database: TestDatabase | undefined;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  // Nulls in every dimension and measure, texts JSON has to quote, the same group from several rows.
  await owner.unsafe(`create schema commerce;
    create table commerce.many as
      select case when n % 11 = 0 then null when n % 13 = 0 then 'a"b' || chr(9) || n % 700 else '상품 ' || n % 900 end as sku,
        case when n % 7 = 0 then null else date '2026-01-01' + n % 40 end as day,
        case when n % 5 = 0 then null else timestamptz '2026-01-01 00:00:00.25+00' + make_interval(hours => n % 9) end as at,
        (array['naver', 'coupang', null])[1 + n % 3] as channel,
        case when n % 17 = 0 then null else n % 4 end as qty,
        case when n % 19 = 0 then null else (n % 4) * 1234567890123.4567 end as amount
      from generate_series(1, ${ROWS}) as n;
    insert into commerce.many select * from commerce.many limit 500;
    grant usage on schema commerce to ${database.readerRole};
    grant select on commerce.many to ${database.readerRole}`);
});
beforeEach(async () => {
  clearRowLists();
  await announce(1);
});
afterAll(async () => {
  await closeRunners(1);
  await owner?.end();
  await database?.close();
});

/** Says that the data has changed; null that nobody counts. */
async function announce(version: number | null) {
  if (version === null) await owner`delete from dataset_versions`;
  else
    await owner`insert into dataset_versions (dataset, version, data_as_of) values ('many', ${version}, '2026-01-19T18:00:00Z')
      on conflict (dataset) do update set version = excluded.version`;
  (globalThis as { lookflexDataVersions?: Map<string, unknown> }).lookflexDataVersions?.clear();
}

const read = (from: number, to: number, list?: string, viewer = ADMIN, input = question) =>
  readWindow(viewer, { query: Query.parse(input), from, to, ...(list === undefined ? {} : { list }) });
const whole = (viewer = ADMIN) => runQuery(viewer, { ...question, limit: 100_000 });

test("windows of a result sorted by a measure full of ties are the one big answer, row by row", async () => {
  const all = await whole();
  expect(all.rows.length).toBeGreaterThan(3000);
  const first = await read(0, 777);
  expect(first).toMatchObject({ total: all.rows.length, cut: false, from: 0 });
  expect(first.result.columns).toEqual(all.columns);
  expect(first.result.grandTotal).toEqual(all.grandTotal);
  const rows: Cell[][] = [...first.result.rows];
  for (let from = 777; from < all.rows.length; from += 777) {
    const window = await read(from, from + 777, first.list);
    expect(window.list).toBe(first.list);
    expect(window.result.meta.cached).toBe(true);
    rows.push(...window.result.rows);
  }
  expect(rows).toEqual(all.rows);
  expect((await read(all.rows.length, all.rows.length + 5, first.list)).result.rows).toEqual([]);
});

test("rows another may see are never read from one's list", async () => {
  const all = await read(0, 10);
  const some = await read(0, 10_000, undefined, NAVER);
  expect(some.list).not.toBe(all.list);
  expect(some.result.rows).toEqual((await whole(NAVER)).rows);
  await expect(read(0, 10, all.list, NAVER)).rejects.toMatchObject({
    code: "CONFLICT_001",
    details: { expired: true },
  });
  await announce(null);
  const uncounted = await read(0, 10);
  await expect(read(0, 10, uncounted.list, NAVER)).rejects.toMatchObject({ code: "CONFLICT_001" });
  await expect(
    readWindow({ ...ADMIN, scopes: ["read"] }, { query: Query.parse(question), from: 0, to: 1 }),
  ).rejects.toMatchObject({ code: "AUTH_004" });
});

test("data that move change no list; a new version is another one, and the old says that it is over", async () => {
  const before = (await whole()).rows;
  const first = await read(0, 100);
  const gone = await owner`delete from commerce.many where sku like '상품 1%' returning *`;
  expect((await read(100, 3000, first.list)).result.rows).toEqual(before.slice(100, 3000));
  await announce(2);
  await expect(read(100, 200, first.list)).rejects.toMatchObject({ code: "CONFLICT_001" });
  const anew = await read(100, 3000);
  expect(anew.list).not.toBe(first.list);
  expect(anew.total).toBeLessThan(first.total);
  expect(anew.result.rows).toEqual((await whole()).rows.slice(100, 3000));
  for (const row of gone) await owner`insert into commerce.many ${owner(row)}`;
  await announce(3);
});

test("of counted data a list that had to go is made again under its name; of uncounted data it says so", async () => {
  const first = await read(0, 50);
  clearRowLists();
  const again = await read(0, 50, first.list);
  expect(again.list).toBe(first.list);
  expect(again.result.rows).toEqual(first.result.rows);

  await announce(null);
  const uncounted = await read(0, 50);
  expect((await read(50, 60, uncounted.list)).result.meta.cached).toBe(true);
  expect((await read(0, 50)).list).toBe(uncounted.list);
  const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 31_000);
  expect((await read(0, 50)).list).not.toBe(uncounted.list);
  // Whoever scrolls in the older one goes on in it, until nobody has for a while.
  expect((await read(50, 60, uncounted.list)).list).toBe(uncounted.list);
  now.mockReturnValue(Date.now() + 660_000);
  await expect(read(0, 50, uncounted.list)).rejects.toMatchObject({ code: "CONFLICT_001" });
  now.mockRestore();
});

test("is read once for all who ask meanwhile, and not at all when they have left", async () => {
  const [a, b] = await Promise.all([read(0, 10), read(500, 510)]);
  expect(a.list).toBe(b.list);
  expect([a, b].filter(({ result }) => !result.meta.cached)).toHaveLength(2);
  clearRowLists();
  const controller = new AbortController();
  const left = readWindow(
    ADMIN,
    { query: Query.parse(question), from: 0, to: 10 },
    { signal: controller.signal },
  );
  controller.abort(new Error("left"));
  await expect(left).rejects.toThrow("left");
});

test("what passes a cap is cut and says so", async () => {
  const { rows } = ROW_LIST_CAPS;
  ROW_LIST_CAPS.rows = 1500;
  try {
    const window = await read(1400, 1600);
    expect(window).toMatchObject({ total: 1500, cut: true });
    expect(window.result.rows).toHaveLength(100);
    expect(window.result.meta.truncated).toBe(true);
  } finally {
    ROW_LIST_CAPS.rows = rows;
  }
});

test("refuses what are not rows alone", async () => {
  for (const input of [
    { ...question, totals: ["subtotals" as const] },
    { ...question, pivot: { dimensions: [{ name: "channel", as: "c" }] } },
    { ...question, top: { dimension: "sku", n: 3, by: "qty" } },
  ])
    await expect(read(0, 10, undefined, ADMIN, input)).rejects.toMatchObject({ code: "QUERY_001" });
});
