import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Filter, QueryInput } from "@/lib/query/query";
import { runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { DATE_FILTER_PRESETS, lastDays } from "@/lib/table/date-filter";
import { valuesQuery } from "@/lib/table/values-query";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** What a table's filters and its quick search ask, against SQL written by hand over the same rows. */

/** A Wednesday in Seoul, still Tuesday in New York. */
const NOW = new Date("2026-07-14T20:00:00Z");
const VIEWER = testViewer();
let database: TestDatabase | undefined;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  await loadCommerce({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    readerRole: database.readerRole,
    rows: 20_000,
    until: "2026-07-31",
  });
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
}, 120_000);
afterAll(async () => {
  await sql?.end();
  await closeReaders(1);
  await database?.close();
});

const ask = (input: Omit<QueryInput, "dataset">) =>
  runQuery(VIEWER, { dataset: "sales", limit: 100_000, ...input }, { now: NOW });
const LINES =
  "sum(settlement_amount)::float8 s, 100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0) r";

/** Lines by brand and the grand total, both under `where`. */
async function sameByBrand(
  input: Omit<QueryInput, "dataset">,
  where: string,
  having = "true",
): Promise<void> {
  const measures = ["settlement_amount", "roi"];
  const { rows, grandTotal } = await ask({ dimensions: ["brand"], measures, totals: ["grand"], ...input });
  const lines = await sql.unsafe(
    `select brand, ${LINES} from commerce.sales where ${where} group by 1 having ${having} order by 1`,
  );
  expect(lines.length).toBeGreaterThan(0);
  expect(rows).toEqual(lines.map(({ brand, s, r }) => [brand, s, r]));
  const [whole] = await sql.unsafe(
    `select ${LINES} from commerce.sales where ${where} and brand in
     (select brand from commerce.sales where ${where} group by 1 having ${having})`,
  );
  expect(grandTotal).toEqual({ settlement_amount: whole?.s, roi: whole?.r });
}
const days = ([from, to]: readonly [string, string]): { filters: Filter[] } => ({
  filters: [{ name: "date", op: "between", values: [from, to] }],
});

test.each([
  ["today", "date = '2026-07-15'"],
  ["last28", "date between '2026-06-17' and '2026-07-14'"],
  ["thisWeek", "date between '2026-07-13' and '2026-07-15'"],
  ["lastWeek", "date between '2026-07-06' and '2026-07-12'"],
  ["lastMonth", "date between '2026-06-01' and '2026-06-30'"],
  ["lastQuarter", "date between '2026-04-01' and '2026-06-30'"],
  ["thisYear", "date between '2026-01-01' and '2026-07-15'"],
] as const)("days that move: %s", async (name, where) => {
  await sameByBrand(days(DATE_FILTER_PRESETS[name]), where);
});

test("the question's zone says which day it is, its week where weeks begin", async () => {
  const zone = { timezone: "America/New_York", weekStart: 0 as const };
  await sameByBrand({ ...days(DATE_FILTER_PRESETS.today), ...zone }, "date = '2026-07-14'");
  await sameByBrand(
    { ...days(DATE_FILTER_PRESETS.lastWeek), ...zone },
    "date between '2026-07-05' and '2026-07-11'",
  );
  await sameByBrand(
    { ...days(lastDays({ count: 2, unit: "w", including: true })), ...zone },
    "date between '2026-07-05' and '2026-07-14'",
  );
});

test("days move with a filter on a measure, which keeps groups by what they are in those days", async () => {
  const { filters } = days(DATE_FILTER_PRESETS.last28);
  await sameByBrand(
    { filters: [...filters, { name: "roi", op: "lt", values: [0] }] },
    "date between '2026-06-17' and '2026-07-14'",
    "100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0) < 0",
  );
});

test("a quick search keeps rows with the text in any of its dimensions; subtotals and totals are of them", async () => {
  const [found] =
    await sql`select brand, channel from commerce.sales group by 1, 2 order by count(*) desc limit 1`;
  for (const text of [String(found?.brand).slice(0, 2), String(found?.channel).toUpperCase(), "%", "_"]) {
    const search = { text, dimensions: ["channel", "brand"] };
    const { rows, subtotals, grandTotal } = await ask({
      dimensions: ["channel", "brand"],
      measures: ["settlement_amount"],
      search,
      totals: ["grand", "subtotals"],
      sort: [{ column: "settlement_amount", direction: "desc" }],
    });
    const where = `(position(lower($1) in lower(channel)) > 0 or position(lower($1) in lower(brand)) > 0)`;
    const channels = await sql.unsafe(
      `select channel, sum(settlement_amount)::float8 s from commerce.sales where ${where} group by 1 order by 2 desc, 1`,
      [text],
    );
    expect(subtotals?.[0]?.rows).toEqual(channels.map(({ channel, s }) => [channel, null, s]));
    expect(rows.length).toBeGreaterThanOrEqual(channels.length);
    const sum = channels.reduce((all, { s }) => all + s, 0);
    expect(grandTotal).toEqual({ settlement_amount: channels.length > 0 ? sum : null });
  }
});

test("values are offered with the source rows that have them, most first, and a cut list says so", async () => {
  const base = { dataset: "sales", filters: [{ name: "channel", op: "ne" as const, values: ["naver"] }] };
  const { rows, meta } = await runQuery(VIEWER, valuesQuery(base, "sku", "rows", ""));
  const counts = await sql`
    select sku, count(*)::int n from commerce.sales where channel <> 'naver' group by 1 order by 2 desc, 1 limit 50`;
  expect(rows).toEqual(counts.map(({ sku, n }) => [sku, n]));
  expect(meta.truncated).toBe(true);
  const few = await runQuery(VIEWER, valuesQuery(base, "country", "rows", ""));
  expect(few.meta.truncated).toBe(false);
});
