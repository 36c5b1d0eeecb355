import path from "node:path";
import { describe, expect, it } from "vitest";
import { findUnknownNames } from "@/lib/dashboards/find-unknown-names";
import { readPacks } from "@/lib/datasets/load-datasets";
import { readYaml } from "@/lib/datasets/read-yaml";
import { readPackDashboards } from "@/lib/packs/read-pack-dashboards";
import { PackManifest } from "@/lib/packs/schema";

const packs = path.resolve(import.meta.dirname, "..");
const sales = readPacks(packs).get("sales");
const dashboards = readPackDashboards(packs).filter(({ pack }) => pack === "commerce");
const measure = (name: string) => sales?.dataset.measures.find((known) => known.name === name);

describe("pack commerce", () => {
  it("says what it is in both languages", () => {
    const file = path.join(import.meta.dirname, "pack.yml");
    expect(readYaml(file, "pack.yml", PackManifest).value.label).toEqual({ en: "Commerce", ko: "커머스" });
  });

  it("holds the dataset of the contract", () => {
    expect(sales?.source).toMatchObject({ kind: "postgres", schemas: ["commerce"] });
    expect(sales?.dataset.dimensions.map((dimension) => dimension.name)).toEqual([
      ...["date", "brand", "product", "sku", "channel", "campaign", "country", "list_price"],
    ]);
    expect(sales?.dataset.hierarchies[0]?.levels).toEqual(["brand", "product", "sku"]);
    expect(sales?.dataset.rows).toBe("allRows");
    expect(
      sales?.dataset.measures.filter((known) => known.aggregate === "sum").map(({ name }) => name),
    ).toEqual([
      ...["orders", "units", "gross_sales", "discount", "settlement_amount", "cost", "ad_spend", "margin"],
    ]);
  });

  it.each([
    ["roi", "margin", "ad_spend", 100],
    ["margin_rate", "margin", "settlement_amount", 100],
    ["roas", "settlement_amount", "ad_spend", 100],
    ["aov", "settlement_amount", "orders", 1],
  ])("computes %s as %s / %s × %i", (name, numerator, denominator, scale) => {
    expect(measure(name)).toMatchObject({ aggregate: "ratio", numerator, denominator, scale });
    expect(measure(name)?.format?.style).toBe(scale === 100 ? "percent" : "currency");
  });

  it("names and explains everything in Korean and English", () => {
    for (const thing of [...(sales?.dataset.dimensions ?? []), ...(sales?.dataset.measures ?? [])])
      expect(thing.label, thing.name).toEqual({ en: expect.any(String), ko: expect.any(String) });
    for (const { name, description } of sales?.dataset.measures ?? [])
      expect(description, name).toEqual({ en: expect.any(String), ko: expect.any(String) });
  });

  it("has public dashboards in both languages", () => {
    expect(dashboards.map(({ spec }) => spec.slug)).toEqual([
      ...["brand-performance", "channel-performance", "daily-sales", "product-performance", "profitability"],
    ]);
    for (const { spec } of dashboards) {
      expect(spec.isPublic).toBe(true);
      expect(spec.name).toEqual({ en: expect.any(String), ko: expect.any(String) });
    }
  });

  it.each(dashboards)("uses only names that exist in $spec.slug", ({ spec }) => {
    const slugs = dashboards.map((one) => one.spec.slug);
    expect(sales && findUnknownNames(spec, [sales.dataset], slugs)).toEqual([]);
  });

  it.each(dashboards)("places the widgets of $spec.slug side by side on the canvas", ({ spec }) => {
    const boxes = Object.entries(spec.layout.widgets);
    for (const [id, box] of boxes) {
      expect(box.x + box.w, id).toBeLessThanOrEqual(spec.layout.width);
      for (const [other, { x, y, w, h }] of boxes)
        if (other !== id)
          expect(
            box.x + box.w <= x || x + w <= box.x || box.y + box.h <= y || y + h <= box.y,
            `${id} lies on ${other}`,
          ).toBe(true);
    }
  });

  it("shows where each brand is heading, and colours losses of whole brands as those of products", () => {
    const table = (slug: number, id: string) => {
      const widget = dashboards[slug]?.spec.widgets.find((one) => one.id === id);
      return widget?.type === "table" ? widget.config : undefined;
    };
    expect(table(0, "brands")?.displays).toEqual({
      settlement_amount: { kind: "sparkline" },
      margin: { kind: "bar" },
    });
    const rules = table(3, "products")?.conditionalFormatting?.flatMap((format) => format.rules);
    expect(rules).toHaveLength(3);
    for (const rule of rules ?? []) expect(rule.on).toEqual(["data", "subtotal"]);
  });

  it("shows eight metrics a brand, coloured by ROI", () => {
    const table = dashboards[0]?.spec.widgets.find((widget) => widget.id === "brands");
    expect(table).toMatchObject({
      type: "table",
      dimensions: ["brand"],
      config: {
        sort: { column: "settlement_amount", direction: "desc" },
        frozenColumns: ["brand"],
        pageSize: 20,
      },
    });
    expect(table?.type === "table" && table.config.metrics).toHaveLength(8);
    expect(table?.type === "table" && table.config.conditionalFormatting?.[0]).toMatchObject({
      column: "roi",
      rules: [
        { condition: "lt", value: 0 },
        { condition: "gte", value: 50 },
      ],
    });
  });
});
