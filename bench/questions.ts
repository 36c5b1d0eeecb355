/** The six questions, as the product is asked them and as the best SQL by hand on `floor-tables` answers them. */
import type { PlanWindow } from "@/lib/query/plan";
import type { QueryInput } from "@/lib/query/query";
import type { Answer } from "./compare-answers";

/** What changes from one request to the next. */
export interface Asked {
  window: PlanWindow;
  item: { brand: string; product: string };
}

export interface Question {
  id: string;
  title: string;
  /** Of its window. */
  days: number;
  query(asked: Asked): QueryInput;
  /** More rows than one answer holds. */
  streamed?: true;
  /** One statement, all parameters of which are text. */
  floor: string;
  params(asked: Asked): string[];
  /** Of the floor's lines, which come as the driver gives them. */
  answer(lines: unknown[][]): Answer;
}

const during = ({ from, to }: PlanWindow) => ({ name: "date", from, to });
const largest = { column: "settlement_amount", direction: "desc" as const };
const daysOf = ({ window }: Asked) => [window.from, window.to];
/** Cells of the floor are compared as they are. */
const asRows = (lines: unknown[][]) => lines as Answer["rows"];

/** Value, previous one, difference, percent; null where a side is missing, but in sums' differences. */
const compared = (now: string, before: string, adds: boolean) => {
  const delta = adds ? `coalesce(${now} - ${before}, ${now}, -${before})` : `${now} - ${before}`;
  return `${now}, ${before}, ${delta}, 100::float8 * (${delta})::float8 / nullif(abs(${before})::float8, 0)`;
};
const percent = (of: string, by: string) => `100::float8 * ${of}::float8 / nullif(${by}::float8, 0)`;

const KEY_FIGURES: Question = {
  id: "Q1",
  title: "key figures, previous period",
  days: 28,
  query: ({ window }) => ({
    dataset: "sales",
    measures: ["settlement_amount", "margin", "roi", "ad_spend", "orders"],
    time: during(window),
    compare: "previous_period",
  }),
  floor: `
    select ${compared("s", "s0", true)}, ${compared("m", "m0", true)},
      ${compared(percent("m", "a"), percent("m0", "a0"), false)}, ${compared("a", "a0", true)}, ${compared("o", "o0", true)}
    from (select
        sum(settlement_amount) filter (where date >= $1::date) s, sum(settlement_amount) filter (where date < $1::date) s0,
        sum(margin) filter (where date >= $1::date) m, sum(margin) filter (where date < $1::date) m0,
        sum(ad_spend) filter (where date >= $1::date) a, sum(ad_spend) filter (where date < $1::date) a0,
        sum(orders) filter (where date >= $1::date) o, sum(orders) filter (where date < $1::date) o0
      from floor.day_channel where date between $1::date - ($2::date - $1::date + 1) and $2::date) sums`,
  params: daysOf,
  answer: (lines) => ({ rows: asRows(lines) }),
};

const BY_CHANNEL: Question = {
  id: "Q2",
  title: "180 days by channel",
  days: 180,
  query: ({ window }) => ({
    dataset: "sales",
    dimensions: ["date", "channel"],
    measures: ["settlement_amount", "ad_spend"],
    time: during(window),
    limit: 10_000,
  }),
  floor: `
    select t.date, c.value, t.settlement_amount, t.ad_spend
    from floor.day_channel t join floor.channel c on c.id = t.channel
    where t.date between $1::date and $2::date order by t.date, t.channel`,
  params: daysOf,
  answer: (lines) => ({ rows: asRows(lines) }),
};

const BRANDS: Question = {
  id: "Q3",
  title: "top 50 brands, 8 metrics",
  days: 90,
  query: ({ window }) => ({
    dataset: "sales",
    dimensions: ["brand"],
    measures: [
      "orders",
      "gross_sales",
      "settlement_amount",
      "cost",
      "ad_spend",
      "margin",
      "margin_rate",
      "roi",
    ],
    time: during(window),
    sort: [largest],
    limit: 50,
  }),
  floor: `
    select b.value, o, g, s, c, a, m, ${percent("m", "s")}, ${percent("m", "a")}
    from (select brand, sum(orders) o, sum(gross_sales) g, sum(settlement_amount) s, sum(cost) c, sum(ad_spend) a, sum(margin) m
      from floor.day_brand where date between $1::date and $2::date group by brand) t
    join floor.brand b on b.id = t.brand order by s desc, b.id limit 50`,
  params: daysOf,
  answer: (lines) => ({ rows: asRows(lines) }),
};

const CATALOGUE: Question = {
  id: "Q4",
  title: "brand → product, subtotals",
  days: 90,
  query: ({ window }) => ({
    dataset: "sales",
    dimensions: ["brand", "product"],
    measures: ["settlement_amount", "ad_spend", "margin", "roi"],
    time: during(window),
    sort: [largest],
    totals: ["grand", "subtotals"],
    limit: 10_000,
  }),
  floor: `
    with p as materialized (select product, sum(settlement_amount) s, sum(ad_spend) a, sum(margin) m
        from floor.day_product where date between $1::date and $2::date group by product),
      q as materialized (select n.brand, n.value, p.* from p join floor.product n on n.id = p.product),
      b as materialized (select brand, sum(s) s, sum(a) a, sum(m) m from q group by brand)
    select level, name, value, s, a, m, ${percent("m", "a")} from (
      select 2 as level, n.value as name, q.value, q.s, q.a, q.m, b.s as "of", b.brand, q.product
        from q join b using (brand) join floor.brand n on n.id = b.brand
      union all select 1, n.value, null, b.s, b.a, b.m, b.s, b.brand, null from b join floor.brand n on n.id = b.brand
      union all select 0, null, null, sum(s), sum(a), sum(m), null, null, null from b) lines
    order by level, "of" desc, brand, s desc, product`,
  params: daysOf,
  answer: (lines) => {
    const of = (level: number) =>
      asRows(lines.filter((line) => line[0] === level).map((line) => line.slice(1)));
    const [, , settlement_amount = null, ad_spend = null, margin = null, roi = null] = of(0)[0] ?? [];
    return {
      rows: of(2),
      subtotals: [{ dimensions: ["brand"], rows: of(1) }],
      grandTotal: { settlement_amount, ad_spend, margin, roi },
    };
  },
};

const ONE_PRODUCT: Question = {
  id: "Q5",
  title: "SKUs of a product",
  days: 90,
  query: ({ window, item }) => ({
    dataset: "sales",
    dimensions: ["sku"],
    measures: ["units", "settlement_amount", "ad_spend", "margin", "roi"],
    filters: [
      { name: "brand", op: "eq", values: [item.brand] },
      { name: "product", op: "eq", values: [item.product] },
    ],
    time: during(window),
    sort: [largest],
  }),
  floor: `
    select k.value, u, s, a, m, ${percent("m", "a")}
    from (select sku, sum(units) u, sum(settlement_amount) s, sum(ad_spend) a, sum(margin) m from floor.day_sku
      where product = (select p.id from floor.product p join floor.brand b on b.id = p.brand where b.value = $3 and p.value = $4)
        and date between $1::date and $2::date group by sku) t
    join floor.sku k on k.id = t.sku order by s desc, k.id`,
  params: (asked) => [...daysOf(asked), asked.item.brand, asked.item.product],
  answer: (lines) => ({ rows: asRows(lines) }),
};

/** A dashboard's: what 32 readers ask at once, and what a cache answers. */
export const QUESTIONS: readonly Question[] = [KEY_FIGURES, BY_CHANNEL, BRANDS, CATALOGUE, ONE_PRODUCT];

export const BIG_ROWS = 200_000;

/** A read of many rows; the window is as long as it takes to fill them. */
export const bigRead = (days: number): Question => ({
  id: "Q6",
  title: "200k-row read",
  streamed: true,
  days,
  query: ({ window }) => ({
    dataset: "sales",
    dimensions: ["date", "sku", "channel"],
    measures: ["units", "settlement_amount", "margin"],
    time: during(window),
  }),
  floor: `
    select t.date, k.value, c.value, t.units, t.settlement_amount, t.margin
    from (select date, sku, channel, units, settlement_amount, margin from floor.day_sku_channel
      where date between $1::date and $2::date order by date, sku, channel limit ${BIG_ROWS}) t
    join floor.sku k on k.id = t.sku join floor.channel c on c.id = t.channel order by t.date, t.sku, t.channel`,
  params: daysOf,
  answer: (lines) => ({ rows: asRows(lines) }),
});

/** The same read against the rows it is made of: no table by hand, which is what a read without a rollup has. */
export const bigReadOfRows = (days: number): Question => ({
  ...bigRead(days),
  title: "the same, by hand from the source's rows",
  floor: `
    select date, sku, channel, sum(units), sum(settlement_amount), sum(margin) from commerce.sales
    where date between $1::date and $2::date group by 1, 2, 3 order by 1, 2, 3 limit ${BIG_ROWS}`,
});
