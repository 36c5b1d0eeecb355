import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runQuery } from "@/lib/query/run-query";
import { createHostileTable, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeRunners } from "@/lib/sources/open-runner";
import { type TestDatabase, testDatabase } from "@/tests/database";

vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const { HOSTILE } = await import("@/lib/query/testing/hostile-dataset");
  const { HOSTILE_PRODUCTS } = await import("@/lib/query/testing/hostile-lookup");
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const registry = new Map(
    [HOSTILE, HOSTILE_PRODUCTS].map((dataset) => [
      dataset.id,
      { dataset, source: { ...source, schemas: ["commerce"] }, pack: "test", folder: "/nowhere" },
    ]),
  );
  return { ...(await original()), loadDatasets: async () => registry };
});

let database: TestDatabase | undefined;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(owner, database.readerRole, hostileRows());
});
afterAll(async () => {
  await closeRunners(1);
  await owner?.end();
  await database?.close();
});

/** Says that the data has changed; who reads asks for it once a second. */
async function announce(version: number, dataset = "hostile") {
  const dataAsOf = `2026-01-0${version}T00:00:00Z`;
  await owner`insert into dataset_versions (dataset, version, data_as_of) values (${dataset}, ${version}, ${dataAsOf})
    on conflict (dataset) do update set version = excluded.version, data_as_of = excluded.data_as_of`;
  (globalThis as { lookflexDataVersions?: Map<string, unknown> }).lookflexDataVersions?.clear();
}

test("a question may take an old answer at once, never another viewer's; others get the new one", async () => {
  const admin = testViewer({ role: "admin" });
  const naver = testViewer({ attributes: { channel: ["naver"] } });
  const ask = (viewer = admin, staleMs?: number) =>
    runQuery(viewer, { dataset: "hostile", measures: ["orders"] }, staleMs ? { staleMs } : {});
  const all = hostileRows().length;

  await announce(1);
  expect((await ask()).rows).toEqual([[all]]);
  await owner`delete from commerce."hostile ""rows"""`;
  await announce(2);
  const old = await ask(admin, 60_000);
  expect(old.rows).toEqual([[all]]);
  expect(old.meta).toMatchObject({ cached: true, stale: true, dataAsOf: "2026-01-01T00:00:00.000Z" });
  // The row rules make it another question, which has no old answer.
  expect(await ask(naver, 60_000)).toMatchObject({ rows: [[0]], meta: { cached: false } });
  const fresh = await ask();
  expect(fresh.rows).toEqual([[0]]);
  expect(fresh.meta).toMatchObject({ dataAsOf: "2026-01-02T00:00:00.000Z" });
  expect(fresh.meta.stale).toBeUndefined();
});

test("an answer is as old as the lookups it is made of, and no older than they can tell", async () => {
  const admin = testViewer({ role: "admin" });
  const filters = [{ name: "category", op: "eq" as const, values: ["new"] }];
  const ask = () => runQuery(admin, { dataset: "hostile", measures: ["orders"], filters });
  const plain = () => runQuery(admin, { dataset: "hostile", measures: ["qty"] });
  await announce(3);
  await owner`insert into commerce."hostile ""rows""" (product) values ('lately')`;
  expect((await ask()).rows).toEqual([[0]]);
  await plain();
  await announce(1, "hostile_products");
  await owner`insert into commerce.hostile_products (product, category) values ('lately', 'new')`;
  await announce(2, "hostile_products");
  expect(await ask()).toMatchObject({ rows: [[1]], meta: { dataAsOf: "2026-01-03T00:00:00.000Z" } });
  expect((await ask()).meta.cached).toBe(true);
  await owner`update commerce.hostile_products set category = 'old' where product = 'lately'`;
  await announce(3, "hostile_products");
  expect((await ask()).rows).toEqual([[0]]);
  // What needs no lookup does not get old with it.
  expect((await plain()).meta.cached).toBe(true);

  const now = vi.spyOn(Date, "now");
  await owner`delete from dataset_versions where dataset = 'hostile_products'`;
  await announce(4);
  await ask();
  now.mockReturnValue(Date.now() + 31_000);
  expect((await ask()).meta.cached).toBe(false);
  now.mockRestore();
});
