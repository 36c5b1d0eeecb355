import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { QueryInput } from "@/lib/query/query";
import { clearQueryCache } from "@/lib/query/query-cache";
import { listRollups } from "@/lib/rollups/list-rollups";
import { refreshRollups } from "@/lib/rollups/refresh-rollups";
import { monthsTable } from "@/lib/rollups/rollup-names";
import { ask, changed, declare, did, FACTS, Facts, refresh, rollupOf, time } from "@/tests/facts";

let facts: Facts;
beforeAll(async () => {
  facts = await Facts.open();
});
afterAll(() => facts?.close());
beforeEach(() => facts.fill());

/** What a rollup holds, its numbers read as texts. */
const contentOf = async () =>
  facts.app.unsafe(`select day::text, b.value as brand, c.value as channel, "sum 0"::text, "count 1"::text
    from rollup."${await facts.table()}" as t
    left join rollup."facts brand" as b on b.id = t.brand left join rollup."facts channel" as c on c.id = t.channel
    order by 1, 2, 3`);

describe("what is built", () => {
  test("a compact table in date order, texts as numbers, whole numbers as small as they are", async () => {
    expect(await did()).toEqual(["built", "built"]);
    const columns = await facts.app`
      select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = ${`rollup."${await facts.table()}"`}::regclass and attnum > 0 order by 1`;
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toEqual({
      day: "date",
      brand: "integer",
      channel: "integer",
      "sum 0": "integer",
      "count 1": "integer",
    });
    const [order] =
      await facts.app`select correlation from pg_stats where tablename = ${await facts.table()} and attname = 'day'`;
    expect(order?.correlation).toBe(1);
    expect(await facts.app`select value from rollup."facts brand" order by id`).toHaveLength(4);
    const [row] =
      await facts.app`select row_count::int as rows, state, error from rollups where name = 'brands'`;
    expect(row).toEqual({ rows: 720, state: "ready", error: null });
    expect((await ask({ dimensions: ["brand"] })).meta.rollup).toBe("brands");
    expect((await ask({})).meta.rollup).toBe("months");
  });

  test("of many different values, one value's rows of a week lie together", async () => {
    await facts.owner`truncate commerce.facts`;
    await facts.owner`
      insert into commerce.facts
      select day::date, 'brand ' || brand, 'channel 1', brand, 1
      from generate_series('2026-01-05'::timestamp, '2026-01-18', '1 day') as day, generate_series(1, 200) as brand`;
    await facts.owner`select record_data_change('facts', null, null)`;
    expect(await did()).toEqual(["built", "built"]);
    const rows = await facts.app.unsafe<{ week: string; brand: number; day: string }[]>(
      `select date_trunc('week', day::timestamp)::date::text as week, brand, day::text from rollup."${await facts.table()}" order by ctid`,
    );
    expect(rows).toHaveLength(2800);
    const keys = rows.map(({ week, brand, day }) => `${week} ${String(brand).padStart(4, "0")} ${day}`);
    expect(keys).toEqual([...keys].sort());
    const { rows: sums } = await ask({
      dimensions: ["brand"],
      filters: [{ name: "brand", op: "eq", values: ["brand 7"] }],
      time: time("2026-01-10", "2026-01-13"),
    });
    expect(sums).toEqual([["brand 7", 28, 4]]);
  });

  test("the reading role reads it and can't change it; nobody else sees it", async () => {
    await refresh();
    const table = `rollup."${await facts.table()}"`;
    expect(await facts.reader.unsafe(`select count(*)::int as n from ${table}`)).toEqual([{ n: 720 }]);
    await expect(facts.reader.unsafe(`delete from ${table}`)).rejects.toThrow(
      /permission denied|read-only transaction/,
    );
    await expect(facts.reader`create table rollup.mine (a int)`).rejects.toThrow(
      /permission denied|read-only transaction/,
    );
    const [rights] = await facts.app.unsafe(`
      select pg_get_userbyid(relowner) as owner, has_table_privilege('${facts.database.readerRole}', oid, 'insert,update,delete,truncate') as writes,
        exists (select from aclexplode(relacl) where grantee = 0) as everybody
      from pg_class where oid = '${table}'::regclass`);
    expect(rights).toEqual({ owner: facts.database.appRole, writes: false, everybody: false });
  });

  test("a coarser rollup is read from a finer one, not from the source", async () => {
    await refresh();
    await facts.owner`update commerce.facts set amount = 5`;
    // Nobody said so: only a rollup that reads the other one still finds the old amounts.
    await facts.app`delete from rollups where name = 'months'`;
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
    const [row] = await facts.app`select state, error, table_name from rollups where name = 'weights'`;
    expect(row).toMatchObject({ state: "failed", table_name: null });
    expect(row?.error).toContain("cast them to numeric");
  });

  test("a small source needs none: what was built is dropped, what is declared again is built", async () => {
    const sized = (minSourceRows: number) =>
      changed({ rollups: FACTS.rollups.map((rollup) => ({ ...rollup, minSourceRows })) });
    expect(await did(sized(720), { force: true })).toEqual(expect.arrayContaining(["built", "built"]));
    const before = await facts.tables();
    expect(await did(sized(721), { force: true })).toEqual(["small", "small"]);
    expect(await facts.tables()).toEqual(before.filter((name) => !name.includes("__")));
    declare(sized(721));
    expect(await rollupOf({})).toBeNull();
    expect((await listRollups()).map(({ held }) => held)).toEqual(["small", "small"]);
    expect(await did(sized(720))).toEqual(["built", "built"]);
  });

  test("a column that sorts by a collation of its own is refused: rows would come in another order", async () => {
    await facts.owner`alter table commerce.facts alter brand type text collate "C"`;
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
    await facts.owner`delete from dataset_versions where dataset = 'facts'`;
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
    await facts.setAmounts(7, "2026-02-03", "2026-02-05");
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
    const before = await facts.app.unsafe(
      `select xmin::text, day::text from rollup."${await facts.table()}"`,
    );
    await facts.setAmounts(7, "2026-02-03", "2026-02-05");
    await facts.owner.begin(async (tx) => {
      await tx`delete from commerce.facts where day = '2026-03-10'`;
      await tx`insert into commerce.facts values ('2026-03-10', 'new brand', null, -3, 1), ('2026-03-10', null, 'channel 1', null, 1)`;
      await tx`select record_data_change('facts', '2026-03-10', '2026-03-10')`;
    });
    expect((await refresh())[0]).toMatchObject({ did: "updated", rows: 720 - 8 + 2 });
    const after = await facts.app.unsafe(`select xmin::text, day::text from rollup."${await facts.table()}"`);
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

  test("months are summed up beside the days, and anew where days have changed", async () => {
    const months = async () =>
      facts.app.unsafe(`select day::text, b.value as brand, c.value as channel, "sum 0"::text, "count 1"::text
        from rollup."${monthsTable(await facts.table())}" as t
        left join rollup."facts brand" as b on b.id = t.brand left join rollup."facts channel" as c on c.id = t.channel
        order by 1, 2, 3`);
    const inMonth = (rows: readonly Record<string, string>[], first: string) =>
      rows.filter(({ day }) => day === first).map((row) => row["sum 0"]);
    expect(await months()).toHaveLength(3 * 8);
    await facts.setAmounts(7, "2026-02-27", "2026-03-01");
    expect((await did())[0]).toBe("updated");
    const updated = await months();
    expect(inMonth(updated, "2026-01-01")).toEqual(Array(8).fill("31"));
    expect(inMonth(updated, "2026-02-01")).toEqual(Array(8).fill(String(28 + 2 * 6)));
    expect(inMonth(updated, "2026-03-01")).toEqual(Array(8).fill(String(31 + 6)));
    await refresh(FACTS, { force: true });
    expect(await months()).toEqual(updated);
    // Each day fits an integer with room, the month no longer does.
    await facts.setAmounts(30_000_000, "2026-02-01", "2026-02-28");
    expect((await did())[0]).toBe("built");
    expect((await ask({ dimensions: ["brand"] })).rows[0]).toEqual([
      "brand 1",
      2 * (31 + 28 * 30_000_000 + 37),
      180,
    ]);
  });

  test("decimals or sums beyond the columns' types: built anew with room for them", async () => {
    await facts.owner`alter table commerce.facts alter amount type numeric`;
    await facts.setAmounts(0.5, "2026-02-03", "2026-02-05");
    expect((await did())[0]).toBe("built");
    expect((await ask({ time: time("2026-02-03", "2026-02-03") })).rows).toEqual([[4, 8]]);
    await facts.setAmounts(4_000_000_000_000, "2026-03-01", "2026-03-01");
    expect((await did())[0]).toBe("updated");
    expect((await ask({ time: time("2026-03-01", "2026-03-01") })).rows).toEqual([[32_000_000_000_000, 8]]);
  });

  test("a version nobody noted may have changed anything: not used at all, then built anew", async () => {
    await facts.owner`update dataset_versions set version = version + 1 where dataset = 'facts'`;
    expect(await rollupOf({ time: time("2026-01-01", "2026-01-31") })).toBeNull();
    expect(await did()).toEqual(["built", "built"]);
    expect(await did()).toEqual(["kept", "kept"]);
  });

  test("another definition is not used before it is built, and what is no longer declared is dropped", async () => {
    const old = await facts.tables();
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
    const left = await facts.tables();
    expect(left.filter((name) => old.includes(name) && name.includes("__"))).toEqual([]);
    const own = await facts.table();
    expect(left.filter((name) => name.includes("__")).sort()).toEqual([own, monthsTable(own)].sort());
    declare();
    expect((await refreshRollups()).map((outcome) => outcome.did)).toEqual(["dropped"]);
    expect((await facts.tables()).filter((name) => name.includes("__"))).toEqual([]);
  });

  test("a table that is gone when the question arrives: the source answers", async () => {
    const question = { dimensions: ["brand"], time: time("2026-01-31", "2026-03-01") };
    const rows = [1, 2, 3, 4].map((n) => [`brand ${n}`, 60, 60]);
    await facts.app.unsafe(`drop table rollup."${monthsTable(await facts.table())}"`);
    expect(await ask(question)).toMatchObject({ meta: { rollup: "brands" }, rows });
    await facts.app.unsafe(`drop table rollup."${await facts.table()}"`);
    clearQueryCache();
    expect(await ask(question)).toMatchObject({ meta: { rollup: null }, rows });
  });

  test("rollups can be left aside, for comparison", async () => {
    expect((await ask({}, { rollups: false })).meta.rollup).toBeNull();
  });
});
