import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeDataset } from "@/lib/datasets/dataset-info";
import { readPacks } from "@/lib/datasets/load-datasets";

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
  const info = loaded && describeDataset(loaded.dataset, "ko", "KRW");
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
  const info = describeDataset({ ...loaded.dataset, measures }, "en", "USD");
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

test("a source may not open the schemas of people and machinery, and must be there", () => {
  const open = SOURCE.replace("[shop]", "[public]");
  expect(refusal(SALES.replace("schema: shop", "schema: public"), open)).toContain("holds no data");
  rmSync(path.join(directory, "shop", "source.yml"));
  expect(() => readPacks(directory)).toThrow("packs/shop/source.yml: is missing");
});

test("one id in two packs is refused, naming both", () => {
  pack("shop", { "source.yml": SOURCE, "datasets/sales.yml": SALES });
  pack("shop2", { "source.yml": SOURCE, "datasets/sales.yml": SALES });
  expect(() => readPacks(directory)).toThrow(/packs\/shop2: dataset “sales” is also in pack shop/);
});
