import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LoadedDataset } from "@/lib/datasets/load-datasets";
import { Dataset } from "@/lib/datasets/schema";
import type { QueryInput } from "@/lib/query/query";
import { clearQueryCache } from "@/lib/query/query-cache";
import { runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { listRollups } from "@/lib/rollups/list-rollups";
import { refreshDataset } from "@/lib/rollups/refresh-dataset";
import type { RefreshOptions, RefreshStep } from "@/lib/rollups/refresh-rollup";
import { refreshRollups } from "@/lib/rollups/refresh-rollups";
import { forgetRollups } from "@/lib/rollups/rollup-catalogue";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";

const FACTS = Dataset.parse({
  id: "facts",
  label: "Facts",
  source: "commerce",
  table: { schema: "commerce", name: "facts" },
  defaultTime: "day",
  dimensions: [
    { name: "day", label: "Day", type: "date" },
    { name: "brand", label: "Brand", type: "string" },
    { name: "channel", label: "Channel", type: "string" },
  ],
  measures: [
    { name: "amount", label: "Amount", aggregate: "sum", column: "amount" },
    { name: "rows", label: "Rows", aggregate: "count" },
    { name: "weight", label: "Weight", aggregate: "sum", column: "weight" },
  ],
  rows: "allRows",
  rollups: [
    { name: "brands", dimensions: ["brand", "channel"], time: "day", measures: ["amount", "rows"] },
    { name: "months", dimensions: [], time: "day", grain: "month", measures: ["amount", "rows"] },
  ],
});
const changed = (changes: object): Dataset => Dataset.parse({ ...structuredClone(FACTS), ...changes });
const ADMIN = testViewer({ role: "admin" });
const STEPS: RefreshStep["doing"][] = ["reading", "writing", "tidying"];

let database: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
let reader: postgres.Sql;
const memo = globalThis as typeof globalThis & {
  lookflexDatasets?: Promise<ReadonlyMap<string, LoadedDataset>>;
  lookflexDataVersions?: Map<string, unknown>;
};
/** What the product would find in its packs. */
function declare(...datasets: Dataset[]): void {
  const source = {
    id: "commerce",
    kind: "postgres" as const,
    url: "workspace" as const,
    schemas: ["commerce"],
  };
  memo.lookflexDatasets = Promise.resolve(
    new Map(datasets.map((dataset) => [dataset.id, { dataset, source, pack: "test" }])),
  );
}
/** Asks as if a second had passed: versions and rollups are looked up again. */
function ask(input: Partial<QueryInput>) {
  memo.lookflexDataVersions?.clear();
  forgetRollups();
  return runQuery(ADMIN, { dataset: "facts", measures: ["amount", "rows"], ...input });
}
const refresh = (dataset = FACTS, options: Partial<RefreshOptions> = {}) =>
  refreshDataset(dataset, new Map([[dataset.id, dataset]]), {
    signal: new AbortController().signal,
    ...options,
  });
const did = async (...args: Parameters<typeof refresh>) =>
  (await refresh(...args)).map((outcome) => outcome.did);
const time = (from: string, to: string) => ({ name: "day", from, to });
const rollupOf = async (input: Partial<QueryInput>) => (await ask(input)).meta.rollup;

beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 3, onnotice: () => {} });
  app = postgres(database.appUrl, { max: 3, onnotice: () => {} });
  reader = postgres(database.readerUrl, { max: 1, onnotice: () => {} });
  await owner`create schema commerce`;
  for (const role of [database.appRole, database.readerRole])
    await owner`grant usage on schema commerce to ${owner(role)}`;
});
afterAll(async () => {
  delete memo.lookflexDatasets;
  await closeReaders(1);
  await Promise.all([owner, app, reader].map((sql) => sql?.end()));
  await database?.close();
});

async function fill(): Promise<void> {
  await owner`drop table if exists commerce.facts`;
  await owner`
    create table commerce.facts as
    select day::date, 'brand ' || brand as brand, 'channel ' || channel as channel, 1::bigint as amount, 1::float8 as weight
    from generate_series('2026-01-01'::timestamp, '2026-03-31', '1 day') as day, generate_series(1, 4) as brand,
      generate_series(1, 2) as channel`;
  for (const role of [database.appRole, database.readerRole])
    await owner`grant select on commerce.facts to ${owner(role)}`;
  await owner`select record_data_change('facts', null, null)`;
}
beforeEach(async () => {
  declare(FACTS);
  clearQueryCache();
  await fill();
});
/** Every amount of these days becomes this; all at once with its version. */
const setAmounts = (amount: number, from: string, to: string) =>
  owner.begin(async (tx) => {
    await tx`update commerce.facts set amount = ${String(amount)}::text::numeric where day between ${from}::date and ${to}::date`;
    await tx`select record_data_change('facts', ${from}, ${to})`;
  });
async function tableOf(name = "brands"): Promise<string> {
  const [row] = await app<
    { name: string }[]
  >`select table_name as name from rollups where dataset = 'facts' and name = ${name}`;
  return row?.name ?? "";
}
const tables = async () =>
  (await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'rollup'`).map(
    ({ name }) => name,
  );
/** What a rollup holds, its numbers read as texts. */
const contentOf = async () =>
  app.unsafe(`select day::text, b.value as brand, c.value as channel, "sum 0"::text, "count 1"::text
    from rollup."${await tableOf()}" as t
    left join rollup."facts brand" as b on b.id = t.brand left join rollup."facts channel" as c on c.id = t.channel
    order by 1, 2, 3`);

describe("what is built", () => {
  test("a compact table in date order, texts as numbers, whole numbers as small as they are", async () => {
    expect(await did()).toEqual(["built", "built"]);
    const columns = await app`
      select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = ${`rollup."${await tableOf()}"`}::regclass and attnum > 0 order by 1`;
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toEqual({
      day: "date",
      brand: "integer",
      channel: "integer",
      "sum 0": "integer",
      "count 1": "integer",
    });
    const [order] =
      await app`select correlation from pg_stats where tablename = ${await tableOf()} and attname = 'day'`;
    expect(order?.correlation).toBe(1);
    expect(await app`select value from rollup."facts brand" order by id`).toHaveLength(4);
    const [row] = await app`select row_count::int as rows, state, error from rollups where name = 'brands'`;
    expect(row).toEqual({ rows: 720, state: "ready", error: null });
    expect((await ask({ dimensions: ["brand"] })).meta.rollup).toBe("brands");
    expect((await ask({})).meta.rollup).toBe("months");
  });

  test("the reading role reads it and can't change it; nobody else sees it", async () => {
    await refresh();
    const table = `rollup."${await tableOf()}"`;
    expect(await reader.unsafe(`select count(*)::int as n from ${table}`)).toEqual([{ n: 720 }]);
    await expect(reader.unsafe(`delete from ${table}`)).rejects.toThrow(
      /permission denied|read-only transaction/,
    );
    await expect(reader`create table rollup.mine (a int)`).rejects.toThrow(
      /permission denied|read-only transaction/,
    );
    const [rights] = await app.unsafe(`
      select pg_get_userbyid(relowner) as owner, has_table_privilege('${database.readerRole}', oid, 'insert,update,delete,truncate') as writes,
        exists (select from aclexplode(relacl) where grantee = 0) as everybody
      from pg_class where oid = '${table}'::regclass`);
    expect(rights).toEqual({ owner: database.appRole, writes: false, everybody: false });
  });

  test("a coarser rollup is read from a finer one, not from the source", async () => {
    await refresh();
    await owner`update commerce.facts set amount = 5`;
    // Nobody said so: only a rollup that reads the other one still finds the old amounts.
    await app`delete from rollups where name = 'months'`;
    expect(await did()).toEqual(["kept", "built"]);
    expect((await ask({})).grandTotal ?? (await ask({})).rows).toEqual([[720, 720]]);
  });

  test("sums of doubles are refused with the reason, and keep no other rollup", async () => {
    const rollups = [
      ...FACTS.rollups,
      { name: "weights", dimensions: [], time: "day", measures: ["weight"] },
    ];
    const outcomes = await refresh(changed({ rollups }));
    expect(outcomes.map((outcome) => [outcome.rollup, outcome.did])).toEqual([
      ["brands", "built"],
      ["months", "built"],
      ["weights", "failed"],
    ]);
    const [row] = await app`select state, error, table_name from rollups where name = 'weights'`;
    expect(row).toMatchObject({ state: "failed", table_name: null });
    expect(row?.error).toContain("cast them to numeric");
  });

  test("a small source needs none: what was built is dropped, what is declared again is built", async () => {
    const sized = (minSourceRows: number) =>
      changed({ rollups: FACTS.rollups.map((rollup) => ({ ...rollup, minSourceRows })) });
    expect(await did(sized(720), { force: true })).toEqual(expect.arrayContaining(["built", "built"]));
    const before = await tables();
    expect(await did(sized(721), { force: true })).toEqual(["small", "small"]);
    expect(await tables()).toEqual(before.filter((name) => !name.includes("__")));
    declare(sized(721));
    expect(await rollupOf({})).toBeNull();
    expect((await listRollups()).map(({ held }) => held)).toEqual(["small", "small"]);
    expect(await did(sized(720))).toEqual(["built", "built"]);
  });

  test("a column that sorts by a collation of its own is refused: rows would come in another order", async () => {
    await owner`alter table commerce.facts alter brand type text collate "C"`;
    const outcomes = await refresh(FACTS, { force: true });
    expect(outcomes.find(({ rollup }) => rollup === "brands")).toMatchObject({
      did: "failed",
      error: expect.stringMatching(/^brand of brands .*"C".*collate "default"/),
    });
    const dimensions = FACTS.dimensions.map((d) =>
      d.name === "brand" ? { ...d, sql: 'brand collate "default"' } : d,
    );
    expect(await did(changed({ dimensions }), { force: true })).toEqual(["built", "built"]);
  });

  test("without a data version nothing is built: nobody would say when it is out of date", async () => {
    await owner`delete from dataset_versions where dataset = 'facts'`;
    expect(await did(FACTS, { force: true })).toContain("waiting");
    expect(await listRollups()).toContainEqual(expect.objectContaining({ name: "brands", held: "waiting" }));
    expect(await rollupOf({})).toBeNull();
  });
});

describe("what is behind", () => {
  beforeEach(async () => {
    await refresh(FACTS, { force: true });
  });

  test("answers only what the change did not touch, until it is refreshed", async () => {
    expect(await listRollups()).toContainEqual(
      expect.objectContaining({ name: "brands", held: "fresh", rows: 720 }),
    );
    await setAmounts(7, "2026-02-03", "2026-02-05");
    expect(await listRollups()).toContainEqual(
      expect.objectContaining({ name: "brands", held: "behind", rows: 720 }),
    );
    expect(await rollupOf({ time: time("2026-01-01", "2026-01-31") })).toBe("months");
    expect(await rollupOf({ time: time("2026-01-01", "2026-02-02") })).toBe("brands");
    expect(await rollupOf({ time: time("2026-02-06", "2026-02-08") })).toBe("brands");
    const touching: Partial<QueryInput>[] = [
      { time: time("2026-01-01", "2026-02-03") },
      { time: time("2026-02-05", "2026-03-31") },
      { time: time("2026-02-06", "2026-02-08"), compare: "previous_period" },
      {},
    ];
    for (const input of touching) expect(await rollupOf(input)).toBeNull();
    expect((await ask({})).rows).toEqual([[720 + 3 * 8 * 6, 720]]);
    expect(await did()).toEqual(["updated", "updated"]);
    for (const input of touching) expect(await rollupOf(input)).not.toBeNull();
    expect((await ask({})).rows).toEqual([[720 + 3 * 8 * 6, 720]]);
  });

  test("only the days that changed are built again, and the whole is as if built anew", async () => {
    const before = await app.unsafe(`select xmin::text, day::text from rollup."${await tableOf()}"`);
    await setAmounts(7, "2026-02-03", "2026-02-05");
    await owner.begin(async (tx) => {
      await tx`delete from commerce.facts where day = '2026-03-10'`;
      await tx`insert into commerce.facts values ('2026-03-10', 'new brand', null, -3, 1), ('2026-03-10', null, 'channel 1', null, 1)`;
      await tx`select record_data_change('facts', '2026-03-10', '2026-03-10')`;
    });
    expect((await refresh())[0]).toMatchObject({ did: "updated", rows: 720 - 8 + 2 });
    const after = await app.unsafe(`select xmin::text, day::text from rollup."${await tableOf()}"`);
    const old = new Set(before.map(({ xmin }) => xmin));
    const rewritten = after.filter(({ xmin }) => !old.has(xmin)).map(({ day }) => day);
    expect([...new Set(rewritten)].sort()).toEqual(["2026-02-03", "2026-02-04", "2026-02-05", "2026-03-10"]);
    const updated = await contentOf();
    await refresh(FACTS, { force: true });
    expect(await contentOf()).toEqual(updated);
    expect(updated).toContainEqual({
      day: "2026-03-10",
      brand: null,
      channel: "channel 1",
      "sum 0": null,
      "count 1": "1",
    });
  });

  test("decimals or sums beyond the columns' types: built anew with room for them", async () => {
    await owner`alter table commerce.facts alter amount type numeric`;
    await setAmounts(0.5, "2026-02-03", "2026-02-05");
    expect((await did())[0]).toBe("built");
    expect((await ask({ time: time("2026-02-03", "2026-02-03") })).rows).toEqual([[4, 8]]);
    await setAmounts(4_000_000_000_000, "2026-03-01", "2026-03-01");
    expect((await did())[0]).toBe("updated");
    expect((await ask({ time: time("2026-03-01", "2026-03-01") })).rows).toEqual([[32_000_000_000_000, 8]]);
  });

  test("a version nobody noted may have changed anything: not used at all, then built anew", async () => {
    await owner`update dataset_versions set version = version + 1 where dataset = 'facts'`;
    expect(await rollupOf({ time: time("2026-01-01", "2026-01-31") })).toBeNull();
    expect(await did()).toEqual(["built", "built"]);
    expect(await did()).toEqual(["kept", "kept"]);
  });

  test("another definition is not used before it is built, and what is no longer declared is dropped", async () => {
    const old = await tables();
    const next = changed({
      dimensions: FACTS.dimensions.map((d) => (d.name === "brand" ? { ...d, sql: "upper(brand)" } : d)),
      rollups: FACTS.rollups.filter(({ name }) => name === "brands"),
    });
    declare(next);
    const answer = await ask({ dimensions: ["brand"] });
    expect([answer.meta.rollup, answer.rows[0]?.[0]]).toEqual([null, "BRAND 1"]);
    expect(await did(next)).toEqual(["dropped", "built"]);
    expect(await ask({ dimensions: ["brand"] })).toMatchObject({
      meta: { rollup: "brands" },
      rows: answer.rows,
    });
    const left = await tables();
    expect(left.filter((name) => old.includes(name) && name.includes("__"))).toEqual([]);
    expect(left.filter((name) => name.includes("__"))).toHaveLength(1);
    declare();
    expect((await refreshRollups()).map((outcome) => outcome.did)).toEqual(["dropped"]);
    expect((await tables()).filter((name) => name.includes("__"))).toEqual([]);
  });

  test("a table that is gone when the question arrives: the source answers", async () => {
    await app.unsafe(`drop table rollup."${await tableOf()}"`);
    expect(await ask({ dimensions: ["brand"] })).toMatchObject({ meta: { rollup: null, rowCount: 4 } });
  });

  test("rollups can be left aside, for comparison", async () => {
    const result = await runQuery(ADMIN, { dataset: "facts", measures: ["amount"] }, { rollups: false });
    expect(result.meta.rollup).toBeNull();
  });
});

describe("never half of anything", () => {
  test.each(STEPS)("stopped while %s: readers see the whole old or the whole new", async (doing) => {
    await refresh();
    await setAmounts(2, "2026-01-01", "2026-03-31");
    const stop = new AbortController();
    const stopped = refresh(FACTS, {
      signal: stop.signal,
      onStep: (step) => {
        if (step.doing === doing) stop.abort(new Error("enough"));
      },
    });
    await expect(stopped).rejects.toThrow("enough");
    const { rows, meta } = await ask({ dimensions: ["brand"] });
    expect(rows.map((row) => row[1])).toEqual([360, 360, 360, 360]);
    expect(meta.rollup).toBe(doing === "tidying" ? "brands" : null);
    expect(await did()).toEqual(doing === "tidying" ? ["kept", "built"] : ["built", "built"]);
    expect((await tables()).filter((name) => name.startsWith("~"))).toEqual([]);
  });

  test("killed in the middle: the old table stays, the next try goes on", async () => {
    await refresh();
    const old = await tableOf();
    await setAmounts(2, "2026-01-01", "2026-03-31");
    const kill = async ({ rollup, doing }: RefreshStep) => {
      if (rollup === "brands" && doing === "writing")
        expect(
          await app`select pg_terminate_backend(pid) as ended from pg_stat_activity
          where application_name = 'lookflex-rollup' and datname = current_database()`,
        ).toEqual([{ ended: true }]);
    };
    const [brands, months] = await refresh(FACTS, { onStep: kill });
    expect([brands?.did, months?.did]).toEqual(["failed", "failed"]);
    expect(await tableOf()).toBe(old);
    expect(await ask({ dimensions: ["brand"] })).toMatchObject({
      meta: { rollup: null },
      rows: [
        ["brand 1", 360, 180],
        ["brand 2", 360, 180],
        ["brand 3", 360, 180],
        ["brand 4", 360, 180],
      ],
    });
    const [row] = await app`select state, error from rollups where dataset = 'facts' and name = 'months'`;
    expect(row).toEqual({ state: "failed", error: expect.stringContaining("lost") });
    expect(await did()).toEqual(["built", "built"]);
    expect(await rollupOf({ dimensions: ["brand"] })).toBe("brands");
  });

  test("two at once: one builds, the other waits and finds it done", async () => {
    const both = await Promise.all([did(), did()]);
    expect(both.sort()).toEqual([
      ["built", "built"],
      ["kept", "kept"],
    ]);
  });

  test("nobody puts another source table in place between the moment of the snapshot and the reading", async () => {
    let refused: unknown;
    const swap = async (step: RefreshStep) => {
      if (step.doing !== "reading" || refused) return;
      refused = await owner
        .begin(async (tx) => {
          await tx`set local lock_timeout = '50ms'`;
          await tx`drop table commerce.facts`;
        })
        .catch((error) => error.code);
    };
    expect(await did(FACTS, { onStep: swap })).toEqual(["built", "built"]);
    expect(refused).toBe("55P03");
  });

  test("readers meanwhile get one version's truth, and never an older one than they could know", async () => {
    await refresh();
    const window = time("2026-02-03", "2026-02-05");
    const versionNow = async () =>
      Number((await owner`select version from dataset_versions where dataset = 'facts'`)[0]?.version);
    const first = await versionNow();
    const used = new Map<string | null, number>();
    const check = async () => {
      const known = await versionNow();
      const { rows, meta } = await ask({ dimensions: ["brand"], time: window });
      const later = await versionNow();
      const [amount] = new Set(rows.map((row) => Number(row[1]) / Number(row[2])));
      expect(new Set(rows.map((row) => row[1])).size).toBe(1);
      // Versions and amounts rise together, from 1.
      expect(amount).toBeGreaterThanOrEqual(known - first + 1);
      expect(amount).toBeLessThanOrEqual(later - first + 1);
      used.set(meta.rollup, (used.get(meta.rollup) ?? 0) + 1);
    };
    for (let round = 1; round <= 12; round++) {
      const change = setAmounts(round + 1, window.from, window.to);
      const readers = [1, 2, 3].map(async () => {
        for (let i = 0; i < 4; i++) await check();
      });
      await change;
      await Promise.all([refresh(FACTS, { force: round % 3 === 0 }), ...readers]);
      await check();
    }
    expect(used.get("brands")).toBeGreaterThanOrEqual(12);
    expect((await ask({ dimensions: ["brand"], time: window })).rows[0]).toEqual(["brand 1", 13 * 6, 6]);
  });
});
