import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeDataset } from "@/lib/datasets/dataset-info";
import { readPacks } from "@/lib/datasets/load-datasets";
import { testViewer } from "@/lib/query/testing/test-viewer";

const SOURCE = "id: shop\nkind: postgres\nurl: workspace\nschemas: [shop]\n";
const SALES = `id: sales
label: { en: Sales, ko: 매출 }
source: shop
table: { schema: shop, name: sales }
defaultTime: date
dimensions:
  - { name: date, label: { en: Date, ko: 일자 }, type: date }
  - { name: brand, label: { en: Brand, ko: 브랜드 }, type: string }
  - { name: owner_id, label: Owner, type: string, hidden: true }
measures:
  - { name: margin, label: { en: Margin, ko: 마진 }, aggregate: sum, column: margin, good: up }
  - { name: ad_spend, label: Ad spend, aggregate: sum, column: ad_spend }
  - { name: roi, label: ROI, aggregate: ratio, numerator: margin, denominator: ad_spend, scale: 100 }
hierarchies:
  - { name: by_brand, label: { en: By brand, ko: 브랜드별 }, levels: [date, brand] }
  - { name: by_owner, label: By owner, levels: [owner_id, brand] }
rows: allRows
`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "packs-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function pack(name: string, files: Record<string, string>) {
  mkdirSync(path.join(directory, name, "datasets"), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(directory, name, file), text);
}
const refusal = (dataset: string, source = SOURCE): string => {
  pack("shop", { "source.yml": source, "datasets/sales.yml": dataset });
  try {
    readPacks(directory);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "was read";
};
const changed = (from: string, to: string) => {
  expect(SALES).toContain(from);
  return SALES.replace(from, to);
};

test("reads every pack's datasets with their source", () => {
  pack("shop", { "source.yml": SOURCE, "datasets/sales.yml": SALES });
  pack("empty", {});
  rmSync(path.join(directory, "empty", "datasets"), { recursive: true });
  const registry = readPacks(directory);
  expect([...registry.keys()]).toEqual(["sales"]);
  expect(registry.get("sales")).toMatchObject({ pack: "shop", source: { id: "shop", schemas: ["shop"] } });
  expect(readPacks(path.join(directory, "nowhere")).size).toBe(0);
});

test("readers see labels in their language, and nothing hidden or of the table", () => {
  pack("shop", { "source.yml": SOURCE, "datasets/sales.yml": SALES });
  const loaded = readPacks(directory).get("sales");
  const info = loaded && describeDataset(loaded.dataset, testViewer({ locale: "ko" }));
  expect(info).toMatchObject({ id: "sales", label: "매출", defaultTime: "date" });
  expect(info?.dimensions.map((d) => d.name)).toEqual(["date", "brand"]);
  expect(info?.hierarchies).toEqual([{ name: "by_brand", label: "브랜드별", levels: ["date", "brand"] }]);
  expect(info?.measures.map((m) => [m.name, m.additive])).toEqual([
    ["margin", true],
    ["ad_spend", true],
    ["roi", false],
  ]);
  expect(JSON.stringify(info)).not.toMatch(/owner|schema|column/);
});

test("amounts without a currency are the workspace's", () => {
  pack("shop", { "source.yml": SOURCE, "datasets/sales.yml": SALES });
  const loaded = readPacks(directory).get("sales");
  if (!loaded) throw new Error("no dataset");
  const measures = loaded.dataset.measures.map((measure) => ({
    ...measure,
    format: { style: "currency" as const, ...(measure.name === "margin" ? {} : { currency: "KRW" }) },
  }));
  const info = describeDataset({ ...loaded.dataset, measures }, testViewer({ currency: "USD" }));
  expect(info.measures.map(({ format }) => format?.currency)).toEqual(["USD", "KRW", "KRW"]);
});

test.each([
  [
    "numerator: margin",
    "numerator: margn",
    "packs/shop/datasets/sales.yml:13: measures.2.numerator: no measure",
    "“margin”",
  ],
  [
    "denominator: ad_spend",
    "denominator: roi",
    "sales.yml:13: measures.2: “roi” is computed from itself",
    "sums",
  ],
  [
    "levels: [date, brand]",
    "levels: [date, brnd]",
    "sales.yml:15: hierarchies.0.levels.1: no dimension",
    "“brand”",
  ],
  [
    "defaultTime: date",
    "defaultTime: brand",
    "sales.yml:5: defaultTime: “brand” is a string",
    "date or time",
  ],
  ["name: brand,", "name: date,", "sales.yml:8: dimensions.1.name: “date” is used twice", "share"],
  ["name: margin,", "name: margin__previous,", "sales.yml:11: measures.0.name", "comparisons"],
  ["schema: shop", "schema: public", "sales.yml:4: table.schema: “public” holds no data", "shop"],
  ["schema: shop", "schema: pg_catalog", "sales.yml:4: table.schema", "shop"],
  ["schema: shop", "schema: shopp", "sales.yml:4: table.schema: no schema allowed by source.yml", "“shop”"],
  ["source: shop", "source: store", "sales.yml:3: source: no source of this pack", "shop"],
  [
    "rows: allRows",
    "rows: [{ dimension: brnd, attribute: brand }]",
    "sales.yml:17: rows.0.dimension",
    "“brand”",
  ],
  ["rows: allRows\n", "", "sales.yml:1: rows", ""],
  ["type: date }", "type: dat }", "sales.yml:7: dimensions.0.type", "date"],
  ["defaultTime: date", "defaultTim: date", "sales.yml:1:", "defaultTim"],
  ["rows: allRows", "rows: [", "sales.yml:18:", ""],
])("%j as %j: names the file, the line and the fix", (from, to, place, fix) => {
  const message = refusal(changed(from, to));
  expect(message).toContain(place);
  expect(message).toContain(fix);
});

const ROLLUP = "rollups: [{ name: brands, dimensions: [brand], time: date, measures: [margin, roi, mean] }]";
const ROLLED = `${SALES.replace(
  "hierarchies:",
  `  - { name: mean, label: Mean, aggregate: avg, column: margin }
  - { name: middle, label: Middle, aggregate: median, column: margin }
  - { name: late, label: Late, aggregate: count, filters: [{ name: date, op: gte, values: [now-7d] }] }
  - { name: nights, label: Nights, aggregate: count, filters: [{ name: at, op: eq, values: ["2026-01-01"] }] }
  - { name: instants, label: I, aggregate: count, filters: [{ name: at, op: gt, values: ["2026-01-01T00:00:00Z"] }] }
  - { name: mixed, label: Mixed, aggregate: expr, expr: margin / middle }
hierarchies:`,
)
  .replace("  - { name: owner_id", "  - { name: at, label: At, type: time }\n  - { name: owner_id")
  .replace("rows: allRows", `rows: allRows\n${ROLLUP}`)}`;

test("a rollup of sums, ratios and averages is read, hidden dimensions included", () => {
  expect(refusal(ROLLED)).toBe("was read");
  expect(refusal(ROLLED.replace("[brand], time", "[brand, owner_id], time"))).toBe("was read");
  expect(refusal(ROLLED.replace("[margin, roi, mean]", "[instants]"))).toBe("was read");
});

test.each([
  ["dimensions: [brand]", "dimensions: [brnd]", "rollups.0.dimensions.0: no dimension", "“brand”"],
  ["dimensions: [brand]", "dimensions: [brand, brand]", "rollups.0.dimensions.1", "named twice"],
  ["dimensions: [brand]", "dimensions: [date]", "rollups.0.dimensions.0", "time already"],
  ["dimensions: [brand]", "dimensions: [at]", "rollups.0.dimensions.0", "reader's zone"],
  ["time: date, m", "time: at, m", "rollups.0.time: no dimension of type date", "date"],
  ["[margin, roi, mean]", "[margn]", "rollups.0.measures.0: no measure", "“margin”"],
  [
    "[margin, roi, mean]",
    "[margin, middle]",
    "rollups.0.measures.1: “middle” is a median",
    "never from parts",
  ],
  ["[margin, roi, mean]", "[mixed]", "rollups.0.measures.0: “middle” is a median", "never from parts"],
  ["[margin, roi, mean]", "[late]", "rollups.0.measures.0: “late” depends on today", "relative day"],
  [
    "[margin, roi, mean]",
    "[nights]",
    "rollups.0.measures.0: “nights” depends on the reader's zone",
    "by days",
  ],
  [
    "rollups: [",
    "rollups: [{ name: brands, dimensions: [], measures: [margin] }, ",
    "rollups.1.name",
    "used twice",
  ],
])("a rollup with %j as %j is refused, saying why", (from, to, place, why) => {
  expect(ROLLED).toContain(from);
  const message = refusal(ROLLED.replace(from, to));
  expect(message).toContain(place);
  expect(message).toContain(why);
});

test("a rollup of what a lookup shows to some only is refused", () => {
  const brands = (rows: string) => `id: brands
label: Brands
source: shop
table: { schema: shop, name: brands }
key: [brand]
dimensions:
  - { name: brand, label: Brand, type: string }
  - { name: maker, label: Maker, type: string }
measures: []
rows: ${rows}
`;
  const sales = ROLLED.replace(
    "defaultTime:",
    "joins: [{ name: brands, dataset: brands, on: { brand: brand } }]\ndefaultTime:",
  )
    .replace(
      "measures:",
      "  - { name: maker, label: Maker, type: string, lookup: { join: brands, dimension: maker } }\nmeasures:",
    )
    .replace("dimensions: [brand]", "dimensions: [maker]");
  const read = (rows: string) => {
    pack("shop", { "datasets/brands.yml": brands(rows) });
    return refusal(sales);
  };
  expect(read("allRows")).toBe("was read");
  expect(read("[{ dimension: maker, attribute: maker }]")).toContain("“maker” depends on the reader");
});

test("a source may not open the schemas of people and machinery, and must be there", () => {
  const open = SOURCE.replace("[shop]", "[public]");
  expect(refusal(SALES.replace("schema: shop", "schema: public"), open)).toContain("holds no data");
  rmSync(path.join(directory, "shop", "source.yml"));
  expect(() => readPacks(directory)).toThrow("packs/shop/source.yml: is missing");
});

const FILES = `id: shop
kind: files
tables:
  sales: { format: csv, files: "data/*.csv", types: { margin: "decimal(18, 2)" } }
  returns: { format: parquet, files: data/returns.parquet }
`;
const DUCKDB = "id: shop\nkind: duckdb\npath: data/shop.duckdb\n";

test("a pack may stand on files or a DuckDB database beside it, which are looked for when they are asked", () => {
  for (const source of [FILES, DUCKDB]) {
    pack("shop", { "source.yml": source, "datasets/sales.yml": changed("schema: shop", "schema: main") });
    const loaded = readPacks(directory).get("sales");
    expect(loaded).toMatchObject({ folder: path.join(directory, "shop"), source: { id: "shop" } });
  }
});

test.each([
  [FILES, "schema: shop", "sales.yml:4: table.schema: tables of a files source have the schema main", "main"],
  [
    DUCKDB,
    "schema: shop",
    "sales.yml:4: table.schema: tables of a duckdb source have the schema main",
    "main",
  ],
  [FILES, "schema: main, name: sale }", "sales.yml:4: table.name: no table of source.yml", "“sales”"],
  [
    FILES.replace("data/*.csv", "../*.csv"),
    "",
    "packs/shop/source.yml:4: tables.sales.files",
    "leave its folder",
  ],
  [FILES.replace("data/*.csv", "/etc/*.csv"), "", "packs/shop/source.yml:4: tables.sales.files", "relative"],
  [FILES.replace("(18, 2)", ""), "", "packs/shop/source.yml:4: tables.sales.types.margin", "decimal(18, 2)"],
  [FILES.replace("format: csv", "format: xls"), "", "packs/shop/source.yml:4: tables.sales.format", ""],
  [FILES.replace("returns:", "Returns:"), "", "packs/shop/source.yml:5: tables.Returns", "lower-case"],
  [DUCKDB.replace("shop.duckdb", "shop.csv"), "", "packs/shop/source.yml:3: path", ".duckdb"],
  [DUCKDB.replace("duckdb", "mysql"), "", "packs/shop/source.yml:2: kind", ""],
])("%j with %j: names the file, the line and the fix", (source, table, place, fix) => {
  const message = refusal(
    changed(
      "schema: shop, name: sales }",
      table.endsWith("}") ? table : `${table || "schema: main"}, name: sales }`,
    ),
    source,
  );
  expect(message).toContain(place);
  expect(message).toContain(fix);
});

test("one id in two packs is refused, naming both", () => {
  pack("shop", { "source.yml": SOURCE, "datasets/sales.yml": SALES });
  pack("shop2", { "source.yml": SOURCE, "datasets/sales.yml": SALES });
  expect(() => readPacks(directory)).toThrow(/packs\/shop2: dataset “sales” is also in pack shop/);
});

const PRODUCTS = `id: products
label: Products
source: shop
table: { schema: shop, name: products }
key: [id]
dimensions:
  - { name: id, label: Id, type: string }
  - { name: category, label: Category, type: string }
measures: []
rows: allRows
`;
const JOINED = SALES.replace(
  "defaultTime: date\n",
  "defaultTime: date\njoins: [{ name: products, dataset: products, on: { id: product_id } }]\n",
).replace(
  "measures:\n",
  "  - { name: category, label: Category, type: string, lookup: { join: products, dimension: category } }\nmeasures:\n",
);

test("a dataset may join the whole key of another, look a dimension up, compute, filter and roll up", () => {
  const rich = JOINED.replace(
    "hierarchies:",
    `  - { name: sold, label: Sold, aggregate: count, filters: [{ name: brand, op: in, values: [a] }] }
  - { name: buyers, label: Buyers, aggregate: count_distinct, column: buyer }
  - { name: net, label: Net, aggregate: expr, expr: "margin - coalesce(ad_spend, 0)" }
rollups: [{ name: daily, dimensions: [brand], time: date, measures: [margin, ad_spend] }]
columns: [{ columns: [margin], effect: masked, exceptGroups: [Finance] }]
hierarchies:`,
  );
  pack("shop", { "source.yml": SOURCE, "datasets/sales.yml": rich, "datasets/products.yml": PRODUCTS });
  expect([...readPacks(directory).keys()]).toEqual(["products", "sales"]);
});

test.each([
  ["on: { id: product_id }", "on: { category: product_id }", "joins.0.on: names category, but the key", "id"],
  ["dataset: products", "dataset: product", "joins.0.dataset: no other dataset is called", "“products”"],
  ["join: products,", "join: goods,", "dimensions.3.lookup.join: no join is called", "products"],
  ["dimension: category }", "dimension: categry }", "dimensions.3.lookup.dimension", "“category”"],
  [
    "name: category, label: Category, type: string, lookup",
    "name: category, label: Category, type: number, lookup",
    "“category” is a string",
    "give this dimension that type",
  ],
  [
    "type: string, lookup",
    "type: string, column: x, lookup",
    "dimensions.3: “category” stands in one place",
    "column, sql or lookup",
  ],
])("%j as %j: a join that could fan out, or leads nowhere, is refused", (from, to, place, fix) => {
  pack("shop", { "source.yml": SOURCE, "datasets/products.yml": PRODUCTS });
  const message = refusal(JOINED.replace(from, to));
  expect(message).toContain(place);
  expect(message).toContain(fix);
});

test.each([
  [
    "label: ROI, aggregate: ratio, numerator: margin, denominator: ad_spend, scale: 100",
    'label: ROI, aggregate: expr, expr: "margin / roi"',
    "measures.2: “roi” is computed from itself",
    "sums or counts",
  ],
  [
    "label: ROI, aggregate: ratio, numerator: margin, denominator: ad_spend, scale: 100",
    'label: ROI, aggregate: expr, expr: "margn / 2"',
    "measures.2.expr: no measure is called “margn”",
    "“margin”",
  ],
  [
    "label: ROI, aggregate: ratio, numerator: margin, denominator: ad_spend, scale: 100",
    'label: ROI, aggregate: expr, expr: "pg_sleep(10)"',
    "measures.2.expr: there is no pg_sleep()",
    "coalesce",
  ],
  [
    "aggregate: sum, column: ad_spend",
    "aggregate: sum, column: ad_spend, sql: ad_spend",
    "measures.1.column: name either a column or sql",
    "",
  ],
  [
    "aggregate: sum, column: ad_spend",
    'aggregate: sum, sql: "ad_spend) from x; --"',
    "measures.1.sql: “)” closes nothing",
    "",
  ],
  [
    "aggregate: sum, column: ad_spend",
    "aggregate: sum, column: ad_spend, filters: [{ name: brnd, op: is_null }]",
    "measures.1.filters.0: no dimension is called “brnd”",
    "“brand”",
  ],
  [
    "aggregate: sum, column: ad_spend",
    "aggregate: sum, column: ad_spend, filters: [{ name: brand, op: lt, values: [1] }]",
    "measures.1.filters.0: does not fit “brand”, a string",
    "operatorNotForType",
  ],
  [
    "aggregate: sum, column: ad_spend",
    "aggregate: percentile, column: ad_spend, percentile: 101",
    "measures.1.percentile",
    "100",
  ],
  [
    "type: string, hidden: true",
    'type: string, link: "javascript:alert(1)"',
    "dimensions.2.link: an address",
    "https://",
  ],
  [
    "type: string, hidden: true",
    'type: string, link: "//evil.example/{brand}"',
    "dimensions.2.link: an address",
    "https://",
  ],
  [
    "type: string, hidden: true",
    'type: string, link: "/d/product?f.brand={brnd}"',
    "dimensions.2.link: no dimension is called “brnd”",
    "“brand”",
  ],
  ["rows: allRows", "rows: [{ dimension: brand }]", "rows.0.attribute", "attribute or the groups"],
  [
    "rows: allRows",
    "rows: [{ dimension: date, groups: { a: [tomorrow] } }]",
    "rows.0.groups.a.0",
    "is no date",
  ],
  [
    "rows: allRows",
    "rows: allRows\ncolumns: [{ columns: [cost], effect: hidden }]",
    "columns.0.columns.0: no dimension or measure",
    "known",
  ],
  [
    "rows: allRows",
    "rows: allRows\nrollups: [{ name: r, dimensions: [brnd], measures: [margin] }]",
    "rollups.0.dimensions.0",
    "“brand”",
  ],
  ["table: { schema: shop, name: sales }", "sql: delete from sales", "sql: begins with select", ""],
  [
    "table: { schema: shop, name: sales }",
    "table: { schema: shop, name: sales }\nsql: select 1",
    "name either a table",
    "",
  ],
])("%j as %j: names the place and the fix", (from, to, place, fix) => {
  const message = refusal(changed(from, to));
  expect(message).toContain(place);
  expect(message).toContain(fix);
});
