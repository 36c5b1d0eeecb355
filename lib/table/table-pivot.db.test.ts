import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getDataset } from "@/lib/datasets/get-dataset";
import { pivotColumn } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { knownColumns } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import { countQuery } from "@/lib/table/table-query";
import { rootQuery, type TableSource } from "@/lib/table/table-tree";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** A pivoted table's numbers, asked as the table asks them, against SQL written by hand. */

const VIEWER = testViewer();
const WHERE = "date between '2026-05-01' and '2026-07-31'";
/** Percentage points, from the level's own sums. */
const RATE = "100::float8 * sum(margin)::float8 / nullif(sum(settlement_amount)::float8, 0)";

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let source: TableSource;

beforeAll(async () => {
  database = await testDatabase();
  await loadCommerce({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    readerRole: database.readerRole,
    rows: 12_000,
    until: "2026-08-31",
  });
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const dataset = await getDataset(VIEWER, "sales");
  source = {
    base: {
      dataset: "sales",
      dimensions: ["brand"],
      measures: ["settlement_amount", "margin_rate"],
      time: { name: "date", from: "2026-05-01", to: "2026-07-31" },
    },
    columns: knownColumns(dataset, ["brand"]),
    hierarchies: dataset.hierarchies,
  };
}, 120_000);
afterAll(async () => {
  await sql.end();
  await closeReaders(1);
  await database?.close();
});

const month = { name: "date", grain: "month" as const };
const ask = (config: TableConfig): Promise<Result> =>
  runQuery(VIEWER, rootQuery(source, { pageSize: 1000, ...config }, { page: 1 }).query);

async function byHand(text: string): Promise<(string | number | null)[][]> {
  const rows = await sql.unsafe(text).values();
  return rows.map((row) =>
    row.map((value: unknown) =>
      typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : (value as string | number | null),
    ),
  );
}

/** Numbers as they are, ratios to a rounding of doubles. */
function same(found: readonly (readonly unknown[])[], expected: readonly (readonly unknown[])[]): void {
  expect(found.map((row) => row.map((value) => typeof value))).toEqual(
    expected.map((row) => row.map((value) => typeof value)),
  );
  found.forEach((row, r) => {
    row.forEach((value, i) => {
      const other = expected[r]?.[i];
      if (typeof value === "number" && typeof other === "number") expect(value).toBeCloseTo(other, 6);
      else expect(value).toBe(other);
    });
  });
}

test("totals of rows, of columns and of all are of their own sums, never means of ratios", async () => {
  const result = await ask({ pivot: { dimensions: [month] } });
  const months = ["2026-05-01", "2026-06-01", "2026-07-01"];
  expect(result.columns.map(({ name }) => name)).toEqual([
    "brand",
    ...months.flatMap((day) => ["settlement_amount", "margin_rate"].map((name) => pivotColumn(name, [day]))),
    "settlement_amount",
    "margin_rate",
  ]);
  const cells =
    await byHand(`select brand, date_trunc('month', date)::date::text, sum(settlement_amount), ${RATE}
    from commerce.sales where ${WHERE} group by 1, 2 order by 1, 2`);
  const rows = await byHand(
    `select brand, sum(settlement_amount), ${RATE} from commerce.sales where ${WHERE} group by 1 order by 1`,
  );
  same(
    result.rows.map(([brand, ...values]) => [brand, ...values.slice(-2)]),
    rows,
  );
  same(
    result.rows.map((row) => row.slice(0, -2)),
    rows.map(([brand]) => [
      brand,
      ...months.flatMap(
        (day) => cells.find((one) => one[0] === brand && one[1] === day)?.slice(2) ?? [null, null],
      ),
    ]),
  );
  const columns = await byHand(`select sum(settlement_amount), ${RATE} from commerce.sales
    where ${WHERE} group by date_trunc('month', date) order by date_trunc('month', date)`);
  const all = await byHand(`select sum(settlement_amount), ${RATE} from commerce.sales where ${WHERE}`);
  same([Object.values(result.grandTotal ?? {})], [[...columns.flat(), ...all.flat()]]);
  // The trap: the mean of a row's ratios, or of a column's, is another number.
  const mean = columns.reduce((sum, [, rate]) => sum + Number(rate), 0) / columns.length;
  expect(Math.abs(mean - Number(all[0]?.[1]))).toBeGreaterThan(1e-6);
});

test("open groups have their own subtotals under every value, and what nobody sold is empty", async () => {
  const result = await ask({
    groups: ["brand"],
    dimensions: ["product"],
    expanded: { levels: "all" },
    pivot: { dimensions: ["channel"], rowTotals: false },
  });
  const channels = (
    await byHand(`select distinct channel from commerce.sales where ${WHERE} order by 1`)
  ).flat();
  const each = channels.map(
    (channel) =>
      `sum(settlement_amount) filter (where channel = '${channel}'), 100::float8 * sum(margin) filter (where channel = '${channel}')::float8
       / nullif(sum(settlement_amount) filter (where channel = '${channel}')::float8, 0)`,
  );
  const subtotals = result.subtotals?.find(({ dimensions }) => dimensions.join() === "brand")?.rows ?? [];
  same(
    subtotals.map(([brand, , ...values]) => [brand, ...values]),
    await byHand(`select brand, ${each.join()} from commerce.sales where ${WHERE} group by 1 order by 1`),
  );
  same(
    result.rows,
    await byHand(
      `select brand, product, ${each.join()} from commerce.sales where ${WHERE} group by 1, 2 order by 1, 2`,
    ),
  );
  expect(result.rows.flat()).toContain(null);
});

test("rows sort by a pivoted column, and by one that is no more as if nothing was said", async () => {
  const [[channel] = []] = await byHand(
    `select channel from commerce.sales where ${WHERE} group by 1 order by 1 desc limit 1`,
  );
  const pivot = { dimensions: ["channel"] };
  const sorted = async (column: string, config: TableConfig = {}) =>
    (await ask({ pivot, ...config, sort: { column, direction: "desc" } })).rows.map(([brand]) => brand);
  const by = async (order: string) =>
    (await byHand(`select brand from commerce.sales where ${WHERE} group by 1 order by ${order}, 1`)).flat();
  expect(await sorted(pivotColumn("settlement_amount", [channel ?? null]))).toEqual(
    await by(`sum(settlement_amount) filter (where channel = '${channel}') desc nulls last`),
  );
  expect(await sorted("margin_rate")).toEqual(await by(`${RATE} desc nulls last`));
  const plain = await by("1");
  expect(await sorted(pivotColumn("settlement_amount", ["없는 채널"]))).toEqual(plain);
  expect(
    await sorted(pivotColumn("settlement_amount", [channel ?? null]), { pivot: { dimensions: [month] } }),
  ).toEqual(plain);
});

test("columns past the limit are said to be missing, and the totals hold them", async () => {
  const result = await ask({
    pivot: { dimensions: ["product"], limit: 3, sort: [{ column: "settlement_amount", direction: "desc" }] },
  });
  expect(result.meta.columnsTruncated).toBe(true);
  const best = await byHand(`select product from commerce.sales where ${WHERE}
    group by 1 order by sum(settlement_amount) desc nulls last, 1 limit 3`);
  const values = result.columns.flatMap(({ pivot }) => (pivot ? [pivot[0]] : []));
  expect([...new Set(values)]).toEqual(best.flat());
  same(
    result.rows.map(([brand, ...cells]) => [brand, cells.at(-2)]),
    await byHand(
      `select brand, sum(settlement_amount) from commerce.sales where ${WHERE} group by 1 order by 1`,
    ),
  );
});

test("rows are counted without their columns", async () => {
  const { query } = rootQuery(source, { pivot: { dimensions: ["channel"] }, pageSize: 5 }, { page: 2 });
  const counted = await runQuery(VIEWER, countQuery(query));
  const [[brands] = []] = await byHand(`select count(distinct brand) from commerce.sales where ${WHERE}`);
  expect(counted.rows).toHaveLength(Number(brands));
  expect((await runQuery(VIEWER, query)).rows).toHaveLength(Math.min(5, Number(brands) - 5));
});
