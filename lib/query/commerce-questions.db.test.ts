import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** What the commerce dashboards ask, against SQL written by hand over the same rows. */

const VIEWER = testViewer();
const JULY = { name: "date", from: "2026-07-01", to: "2026-07-31" };
const IN_JULY = "date between '2026-07-01' and '2026-07-31'";
const IN_JUNE_BEFORE = "date between '2026-05-31' and '2026-06-30'";
/** As the dataset defines them: percentage points, from the level's own sums, null where the divisor is 0. */
const ROI = "100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0)";
const MARGIN_RATE = "100::float8 * sum(margin)::float8 / nullif(sum(settlement_amount)::float8, 0)";
const ROAS = "100::float8 * sum(settlement_amount)::float8 / nullif(sum(ad_spend)::float8, 0)";
const AOV = "sum(settlement_amount)::float8 / nullif(sum(orders)::float8, 0)";

let database: TestDatabase | undefined;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await testDatabase();
  await loadCommerce({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    readerRole: database.readerRole,
    rows: 40_000,
    until: "2026-08-31",
  });
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
}, 120_000);
afterAll(async () => {
  await sql.end();
  await closeReaders(1);
  await database?.close();
});

const ask = (input: Omit<QueryInput, "dataset">): Promise<Result> =>
  runQuery(VIEWER, { dataset: "sales", limit: 100_000, ...input });

/** Rows of hand-written SQL as an answer writes them: days as text, exact numbers as numbers. */
async function byHand(text: string): Promise<unknown[][]> {
  const rows = await sql.unsafe(text).values();
  return rows.map((row) =>
    row.map((value: unknown) => {
      if (value instanceof Date) return value.toISOString().slice(0, 10);
      return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    }),
  );
}

/** Each compares lines of an answer with a statement's. */
async function same(lines: readonly unknown[][] | undefined, text: string): Promise<void> {
  const expected = await byHand(text);
  expect(expected.length).toBeGreaterThan(0);
  expect(lines).toEqual(expected);
}
const totalOf = ({ grandTotal }: Result) => [Object.values(grandTotal ?? {})];

describe("key figures", () => {
  test("1: the month's figures in one row", async () => {
    const { rows } = await ask({
      measures: ["settlement_amount", "margin", "roi", "orders", "aov"],
      time: JULY,
    });
    await same(
      rows,
      `select sum(settlement_amount), sum(margin), ${ROI}, sum(orders), ${AOV} from commerce.sales where ${IN_JULY}`,
    );
  });

  test("2: against the 31 days before", async () => {
    const { rows } = await ask({ measures: ["margin", "roi"], time: JULY, compare: "previous_period" });
    await same(
      rows,
      `select n.m, b.m, n.m - b.m, 100::float8 * (n.m - b.m)::float8 / nullif(abs(b.m)::float8, 0),
              n.r, b.r, n.r - b.r, 100::float8 * (n.r - b.r) / nullif(abs(b.r), 0)
       from (select sum(margin) m, ${ROI} r from commerce.sales where ${IN_JULY}) n,
            (select sum(margin) m, ${ROI} r from commerce.sales where ${IN_JUNE_BEFORE}) b`,
    );
  });

  test("3: against the year before, by month", async () => {
    const time = { name: "date", from: "2026-01-01", to: "2026-06-30" };
    const dimensions = [{ name: "date", grain: "month" as const }];
    const { rows } = await ask({
      dimensions,
      measures: ["settlement_amount"],
      time,
      compare: "previous_year",
    });
    await same(
      rows,
      `select n.d, n.s, b.s, n.s - b.s, 100::float8 * (n.s - b.s)::float8 / nullif(abs(b.s)::float8, 0)
       from (select date_trunc('month', date)::date::text d, sum(settlement_amount) s from commerce.sales
             where date between '2026-01-01' and '2026-06-30' group by 1) n
       join (select (date_trunc('month', date) + interval '1 year')::date::text d, sum(settlement_amount) s from commerce.sales
             where date between '2025-01-01' and '2025-06-30' group by 1) b using (d)
       order by d`,
    );
  });
});

describe("charts", () => {
  test("4: settlement a day by channel", async () => {
    const { rows } = await ask({
      dimensions: ["date", "channel"],
      measures: ["settlement_amount"],
      time: JULY,
    });
    await same(
      rows,
      `select date::text, channel, sum(settlement_amount) from commerce.sales where ${IN_JULY}
       group by 1, 2 order by 1, 2`,
    );
  });

  test("5: weeks from Sunday", async () => {
    const dimensions = [{ name: "date", grain: "week" as const }];
    const { rows } = await ask({ dimensions, measures: ["orders"], time: JULY, weekStart: 0 });
    await same(
      rows,
      `select (date - extract(dow from date)::int)::text, sum(orders) from commerce.sales where ${IN_JULY}
       group by 1 order by 1`,
    );
  });

  test("6: fiscal years from April", async () => {
    const dimensions = [{ name: "date", grain: "fiscal_year" as const }];
    const { rows } = await ask({ dimensions, measures: ["margin"], fiscalYearStart: 4 });
    await same(
      rows,
      `select make_date(extract(year from date)::int - (extract(month from date) < 4)::int, 4, 1)::text, sum(margin)
       from commerce.sales group by 1 order by 1`,
    );
  });

  test("7: the three best channels a month, and the others", async () => {
    const { rows, others } = await ask({
      dimensions: [{ name: "date", grain: "month" }, "channel"],
      measures: ["margin", "roi"],
      top: { dimension: "channel", n: 3, by: "settlement_amount" },
    });
    const best = `select channel from commerce.sales group by 1 order by sum(settlement_amount) desc, 1 limit 3`;
    const month = "date_trunc('month', date)::date::text";
    await same(
      rows,
      `select ${month}, channel, sum(margin), ${ROI} from commerce.sales where channel in (${best}) group by 1, 2 order by 1, 2`,
    );
    await same(
      others?.rows,
      `select ${month}, null, sum(margin), ${ROI} from commerce.sales where channel not in (${best}) group by 1 order by 1`,
    );
  });
});

describe("tables", () => {
  test("8: brands with eight metrics, the best margin first", async () => {
    const measures = ["settlement_amount", "cost", "ad_spend", "margin", "roi", "margin_rate", "roas", "aov"];
    const sort = [{ column: "margin", direction: "desc" as const }];
    const { rows } = await ask({ dimensions: ["brand"], measures, time: JULY, sort });
    await same(
      rows,
      `select brand, sum(settlement_amount), sum(cost), sum(ad_spend), sum(margin), ${ROI}, ${MARGIN_RATE}, ${ROAS}, ${AOV}
       from commerce.sales where ${IN_JULY} group by 1 order by sum(margin) desc, brand`,
    );
  });

  test("9: the total is not the page's", async () => {
    const result = await ask({
      dimensions: ["brand"],
      measures: ["margin", "roi"],
      time: JULY,
      totals: ["grand"],
      limit: 3,
      offset: 3,
    });
    expect(result.rows).toHaveLength(3);
    await same(totalOf(result), `select sum(margin), ${ROI} from commerce.sales where ${IN_JULY}`);
  });

  test("10: brands and their products, siblings by their own margin", async () => {
    const { rows, subtotals } = await ask({
      dimensions: ["brand", "product"],
      measures: ["margin", "roi"],
      time: JULY,
      totals: ["subtotals"],
      sort: [{ column: "margin", direction: "desc" }],
    });
    const brands = `select brand, sum(margin) m, ${ROI} r from commerce.sales where ${IN_JULY} group by 1`;
    await same(subtotals?.[0]?.rows, `select brand, null, m, r from (${brands}) b order by m desc, brand`);
    await same(
      rows,
      `select p.brand, p.product, p.m, p.r
       from (select brand, product, sum(margin) m, ${ROI} r from commerce.sales where ${IN_JULY} group by 1, 2) p
       join (${brands}) b using (brand) order by b.m desc, p.brand, p.m desc, p.product`,
    );
  });

  test("11: three levels, each from its own sums", async () => {
    const { subtotals } = await ask({
      dimensions: ["country", "channel", "brand"],
      measures: ["roas"],
      totals: ["grand", "subtotals"],
      limit: 1,
    });
    expect(subtotals?.map((level) => level.dimensions)).toEqual([["country"], ["country", "channel"]]);
    await same(
      subtotals?.[1]?.rows,
      `select country, channel, null, ${ROAS} from commerce.sales group by 1, 2 order by 1, 2`,
    );
  });

  test("12: loss-making products, and what they lose together", async () => {
    const result = await ask({
      dimensions: ["product"],
      measures: ["margin", "roi"],
      filters: [{ name: "margin", op: "lt", values: [0] }],
      time: JULY,
      totals: ["grand"],
    });
    const losing = `select product from commerce.sales where ${IN_JULY} group by 1 having sum(margin) < 0`;
    await same(
      result.rows,
      `select product, sum(margin), ${ROI} from commerce.sales where ${IN_JULY} and product in (${losing}) group by 1 order by 1`,
    );
    await same(
      totalOf(result),
      `select sum(margin), ${ROI} from commerce.sales where ${IN_JULY} and product in (${losing})`,
    );
  });

  test("13: the SKUs of one product", async () => {
    const [[product] = []] = await byHand(
      "select product from commerce.sales group by 1 order by count(*) desc, 1 limit 1",
    );
    const { rows } = await ask({
      dimensions: ["sku"],
      measures: ["units", "gross_sales", "discount"],
      filters: [{ name: "product", op: "eq", values: [String(product)] }],
    });
    await same(
      rows,
      `select sku, sum(units), sum(gross_sales), sum(discount) from commerce.sales
       where product = (select product from commerce.sales group by 1 order by count(*) desc, 1 limit 1) group by 1 order by 1`,
    );
  });

  test("14: without a campaign, and all but two channels", async () => {
    const { rows } = await ask({
      dimensions: ["channel"],
      measures: ["orders", "rows"],
      filters: [
        { name: "campaign", op: "is_null" },
        { name: "channel", op: "nin", values: ["naver", "coupang"] },
      ],
    });
    await same(
      rows,
      `select channel, sum(orders), count(*) from commerce.sales
       where campaign is null and channel not in ('naver', 'coupang') group by 1 order by 1`,
    );
  });

  test("15: brands found by a part of their name", async () => {
    const { rows } = await ask({
      dimensions: ["brand"],
      measures: ["margin"],
      filters: [{ name: "brand", op: "contains", values: ["닥터"] }],
    });
    await same(
      rows,
      `select brand, sum(margin) from commerce.sales where brand like '%닥터%' group by 1 order by 1`,
    );
  });
});

describe("pivots and calculations", () => {
  test("16: brands by channel, the totals beside and below", async () => {
    const result = await ask({
      dimensions: ["brand"],
      measures: ["roi"],
      pivot: { dimensions: ["channel"] },
      time: JULY,
      totals: ["grand"],
    });
    const channels = (
      await byHand(`select distinct channel from commerce.sales where ${IN_JULY} order by 1`)
    ).flat();
    expect(result.columns.map(({ name }) => name)).toEqual([
      "brand",
      ...channels.map((channel) => `roi@${JSON.stringify([channel])}`),
      "roi",
    ]);
    const each = channels.map(
      (_, i) => `(${ROI.replaceAll(")::float8", `) filter (where c = ${i})::float8`)})`,
    );
    const numbered = `(select *, dense_rank() over (order by channel) - 1 as c from commerce.sales where ${IN_JULY}) s`;
    await same(
      result.rows,
      `select brand, ${each.join(", ")}, ${ROI} from ${numbered} group by 1 order by 1`,
    );
    await same(totalOf(result), `select ${each.join(", ")}, ${ROI} from ${numbered}`);
  });

  test("17: what a brand has not sold in a channel is empty, not zero", async () => {
    const result = await ask({
      dimensions: ["product"],
      measures: ["orders"],
      pivot: { dimensions: ["channel"], rowTotals: false },
      time: { ...JULY, to: "2026-07-02" },
    });
    const empty = result.rows.flat().filter((value) => value === null).length;
    const [[missing] = []] = await byHand(
      `select p * c - pc from (select count(distinct product) p, count(distinct channel) c, count(distinct (product, channel)) pc
       from commerce.sales where date between '2026-07-01' and '2026-07-02') n`,
    );
    expect(empty).toBe(missing);
    expect(empty).toBeGreaterThan(0);
  });

  test("18: share of the total and of the brand", async () => {
    const { rows } = await ask({
      dimensions: ["brand", "product"],
      measures: ["settlement_amount"],
      time: JULY,
      calculations: [
        { name: "of_all", kind: "share_of_total", of: "settlement_amount" },
        { name: "of_brand", kind: "share_of_parent", of: "settlement_amount" },
      ],
    });
    await same(
      rows,
      `select brand, product, s, 100::float8 * s::float8 / sum(s) over ()::float8, 100::float8 * s::float8 / sum(s) over (partition by brand)::float8
       from (select brand, product, sum(settlement_amount) s from commerce.sales where ${IN_JULY} group by 1, 2) p order by 1, 2`,
    );
  });

  test("19: the year so far, its ROI from the sums so far", async () => {
    const { rows } = await ask({
      dimensions: [{ name: "date", grain: "month" }],
      measures: ["margin"],
      time: { name: "date", from: "2026-01-01", to: "2026-08-31" },
      calculations: [
        { name: "so_far", kind: "running_total", of: "margin" },
        { name: "roi_so_far", kind: "running_total", of: "roi" },
        { name: "on_the_month", kind: "difference", of: "margin" },
      ],
    });
    await same(
      rows,
      `select d, m, sum(m) over w, 100::float8 * sum(m) over w::float8 / nullif(sum(a) over w::float8, 0), m - lag(m) over w
       from (select date_trunc('month', date)::date::text d, sum(margin) m, sum(ad_spend) a from commerce.sales
             where date between '2026-01-01' and '2026-08-31' group by 1) p window w as (order by d)`,
    );
  });

  test("20: a brand's rank in each channel, and seven days' mean", async () => {
    const ranked = await ask({
      dimensions: ["channel", "brand"],
      measures: ["margin"],
      time: JULY,
      calculations: [{ name: "place", kind: "rank", of: "margin", within: ["channel"] }],
    });
    const groups = `select channel, brand, sum(margin) m from commerce.sales where ${IN_JULY} group by 1, 2`;
    await same(
      ranked.rows,
      `select channel, brand, m, rank() over (partition by channel order by m desc) from (${groups}) g order by 1, 2`,
    );
    const smooth = await ask({
      dimensions: ["date"],
      measures: ["orders"],
      time: JULY,
      calculations: [{ name: "mean", kind: "moving_average", of: "orders", rows: 7 }],
    });
    await same(
      smooth.rows,
      `select d, o, sum(o) over w::float8 / count(o) over w::float8
       from (select date::text d, sum(orders) o from commerce.sales where ${IN_JULY} group by 1) p
       window w as (order by d rows 6 preceding)`,
    );
  });
});
