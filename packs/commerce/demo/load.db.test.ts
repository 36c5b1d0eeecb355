import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { generateSales } from "./generate";
import { getLoadInfo, loadCommerce } from "./load";

const UNTIL = "2026-11-20";
let database: TestDatabase;
let owner: postgres.Sql;
let reader: postgres.Sql;

beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} });
  reader = postgres(database.readerUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await owner?.end();
  await reader?.end();
  await database?.close();
});

const load = (rows: number, more: Partial<Parameters<typeof loadCommerce>[0]> = {}) =>
  loadCommerce({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    readerRole: database.readerRole,
    rows,
    until: UNTIL,
    ...more,
  });

const countRows = async () =>
  Number((await reader<{ n: string }[]>`select count(*) as n from commerce.sales`)[0]?.n);
const version = async () =>
  (await owner`select version::int, data_as_of from dataset_versions where dataset = 'sales'`)[0];

// In order: each goes on from what the one before left.
describe("loadCommerce", () => {
  it("knows that nothing is loaded yet", async () => {
    expect(await getLoadInfo(database.ownerUrl)).toBeNull();
    expect(await getLoadInfo(database.ownerUrl)).toBeNull();
  });

  it("loads what was generated, to the last won, and says how far it is", async () => {
    const progress: number[] = [];
    const loaded = await load(30_000, {
      onProgress: (done, total) => {
        expect(total).toBe(30_000);
        progress.push(done);
      },
    });
    expect(loaded.rows).toBe(30_000);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(30_000);

    const expected = { n: 0, units: 0, settlement: 0, margin: 0, organic: 0 };
    for (const row of generateSales({ rows: 30_000, until: UNTIL })) {
      expected.n += 1;
      expected.units += row.units;
      expected.settlement += row.settlementAmount;
      expected.margin += row.margin;
      expected.organic += row.campaign === null ? 1 : 0;
    }
    const [sums] = await reader`
      select count(*)::int as n, sum(units)::int as units, sum(settlement_amount)::float8 as settlement,
        sum(margin)::float8 as margin, (count(*) filter (where campaign is null))::int as organic
      from commerce.sales`;
    expect(sums).toEqual(expected);
    const wrong = await reader`
      select 1 from commerce.sales where margin <> settlement_amount - cost - ad_spend`;
    expect(wrong).toHaveLength(0);
    expect(await version()).toEqual({ version: 1, data_as_of: new Date("2026-11-20T15:00:00Z") });
  });

  it("lets both roles read and neither write", async () => {
    const app = postgres(database.appUrl, { max: 1 });
    try {
      for (const role of [app, reader]) {
        expect(await role`select 1 from commerce.sales limit 1`).toHaveLength(1);
        await expect(role`delete from commerce.sales`).rejects.toThrow(
          /permission denied|read-only transaction/,
        );
      }
    } finally {
      await app.end();
    }
  });

  it("puts a second load in place of the first and raises the version", async () => {
    await load(2000, { until: "2026-11-19" });
    expect(await countRows()).toBe(2000);
    expect(await getLoadInfo(database.ownerUrl)).toEqual({ rows: 2000, until: "2026-11-19" });
    expect((await version())?.version).toBe(2);
    const indexes = await owner`select indexname from pg_indexes where schemaname = 'commerce' order by 1`;
    expect(indexes.map((row) => row.indexname)).toEqual([
      ...["load_info_pkey", "sales_brand_date_idx", "sales_date_idx"],
    ]);
    expect((await reader`select max(date)::text as last from commerce.sales`)[0]?.last).toBe("2026-11-19");
  });

  it("leaves the old data when it is stopped, at the start and in the middle", async () => {
    await expect(load(50_000, { signal: AbortSignal.abort(new Error("never")) })).rejects.toThrow("never");
    const stop = new AbortController();
    const stopped = load(200_000, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("stopped")),
    });
    await expect(stopped).rejects.toThrow("stopped");
    expect(await countRows()).toBe(2000);
    expect(await getLoadInfo(database.ownerUrl)).toMatchObject({ rows: 2000 });
    expect((await version())?.version).toBe(2);
    expect(await owner`select 1 from pg_tables where tablename = 'sales_next'`).toHaveLength(0);
  });

  it.each([
    ["pg_cancel_backend", /canceling statement/],
    ["pg_terminate_backend", /terminating connection|CONNECTION_/],
  ])("leaves the old data, and readers never saw the new, after %s", async (end, message) => {
    let seen = 0;
    let ended = false;
    // So many that it is still copying whenever the end comes.
    const dying = load(1_000_000_000, {
      onProgress: () => {
        if (ended) return;
        ended = true;
        void (async () => {
          seen = await countRows();
          await owner`
            select ${owner.unsafe(end)}(pid) from pg_stat_activity
            where application_name = 'lookflex-load' and datname = current_database()`;
        })();
      },
    });
    await expect(dying).rejects.toThrow(message);
    expect(seen).toBe(2000);
    expect(await countRows()).toBe(2000);
    expect(await owner`select 1 from pg_tables where tablename = 'sales_next'`).toHaveLength(0);
  });

  it("leaves the old data when the database refuses something at the end", async () => {
    await expect(load(1000, { readerRole: "nobody_of_that_name" })).rejects.toThrow("does not exist");
    expect(await countRows()).toBe(2000);
  });

  it("waits for a load that is running, instead of mixing with it", async () => {
    const both = await Promise.all([load(3000), load(4000)]);
    expect(both.map(({ rows }) => rows)).toEqual([3000, 4000]);
    expect(await getLoadInfo(database.ownerUrl)).toMatchObject({ rows: await countRows() });
    expect((await version())?.version).toBe(4);
  });

  it("does without other roles", async () => {
    await load(10, { appRole: null, readerRole: null });
    expect((await owner`select count(*)::int as n from commerce.sales`)[0]?.n).toBe(10);
    await expect(reader`select 1 from commerce.sales`).rejects.toThrow(
      /permission denied|read-only transaction/,
    );
  });
});
