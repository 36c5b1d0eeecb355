import path from "node:path";
import { describe, expect, it } from "vitest";
import { findUnknownNames } from "@/lib/dashboards/find-unknown-names";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { suggestDashboard } from "@/lib/dashboards/templates/suggest-dashboard";
import { type DatasetInfo, describeDataset } from "@/lib/datasets/dataset-info";
import { readPacks } from "@/lib/datasets/load-datasets";
import { testViewer } from "@/lib/query/testing/test-viewer";

const packs = readPacks(path.resolve(import.meta.dirname, "../../../packs"));
const suggest = (en: DatasetInfo, ko: DatasetInfo = en) => {
  const spec = DashboardSpec.parse(suggestDashboard({ en, ko }, { slug: "made", name: "Made" }));
  expect(findUnknownNames(spec, [en], [])).toEqual([]);
  const boxes = Object.values(spec.layout.widgets);
  for (const [i, a] of boxes.entries()) {
    expect(a.x + a.w).toBeLessThanOrEqual(spec.layout.width);
    for (const b of boxes.slice(i + 1))
      expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true);
  }
  return spec;
};
const described = (id: string) => {
  const dataset = packs.get(id)?.dataset;
  if (!dataset) throw new Error(`no dataset ${id}`);
  return (["en", "ko"] as const).map((locale) => describeDataset(dataset, testViewer({ locale }))) as [
    DatasetInfo,
    DatasetInfo,
  ];
};
const info = (over: Partial<DatasetInfo>): DatasetInfo => ({
  id: "things",
  label: "Things",
  dimensions: [],
  measures: [],
  hierarchies: [],
  ...over,
});
const text = (name: string, over: Partial<DatasetInfo["dimensions"][number]> = {}) =>
  ({ name, label: name, type: "string", ...over }) as const;
const day = { name: "at", label: "At", type: "time" } as const;
const sum = (name: string, over: Partial<DatasetInfo["measures"][number]> = {}) => ({
  name,
  label: name,
  additive: true,
  ...over,
});

describe("suggestDashboard", () => {
  it("makes of sales what an editor would begin with", () => {
    const { controls, widgets, layout } = suggest(...described("sales"));
    expect(controls).toMatchObject([
      {
        type: "date_range",
        dimension: "date",
        default: { from: "now-28d", to: "now-1d" },
        compare: "previous_period",
      },
      { type: "select", name: "brand", label: { en: "Brand", ko: "브랜드" } },
      { type: "select", name: "channel" },
      { type: "select", name: "campaign" },
      { type: "grain_switch", name: "interval", dimension: "date", options: ["day", "week", "month"] },
    ]);
    expect(widgets).toMatchObject([
      { id: "kpis", type: "kpi", measures: ["gross_sales", "settlement_amount", "margin", "roi"] },
      {
        id: "trend",
        title: { en: "Gross sales over time", ko: "판매금액 추이" },
        chart: { kind: "line", x: { name: "$interval" }, measure: "gross_sales" },
      },
      {
        id: "parts",
        title: { en: "Gross sales by brand", ko: "브랜드별 판매금액" },
        chart: { kind: "bar", x: { name: "brand" }, horizontal: true, top: 10 },
      },
      {
        id: "rows",
        type: "table",
        title: { en: "Brand → product → SKU", ko: "브랜드 → 상품 → SKU" },
        dimensions: ["sku"],
        config: {
          groups: ["brand", "product"],
          metrics: [
            "orders",
            "units",
            "gross_sales",
            "discount",
            "settlement_amount",
            "margin",
            "roi",
            "margin_rate",
          ],
          sort: { column: "gross_sales", direction: "desc" },
          displays: { gross_sales: { kind: "bar" } },
          columnWidths: { brand: 260 },
        },
      },
    ]);
    expect(layout.widgets).toEqual({
      kpis: { x: 0, y: 0, w: 1152, h: 92 },
      trend: { x: 0, y: 104, w: 756, h: 320 },
      parts: { x: 768, y: 104, w: 384, h: 320 },
      rows: { x: 0, y: 436, w: 1152, h: 440 },
    });
  });

  it.each([...packs.keys()])("fits the dataset %s of the packs", (id) => {
    expect(suggest(...described(id)).widgets.length).toBeGreaterThan(1);
  });

  it("does with little: no dates, no sums, no texts, nothing", () => {
    const noDates = suggest(info({ dimensions: [text("brand")], measures: [sum("n")] }));
    expect(noDates.controls.map(({ type }) => type)).toEqual(["select"]);
    expect(noDates.widgets.map(({ id }) => id)).toEqual(["kpis", "parts", "rows"]);
    const noTexts = suggest(
      info({ dimensions: [day], measures: [sum("n"), sum("rate", { additive: false })] }),
    );
    expect(noTexts.widgets).toMatchObject([
      { measures: ["n", "rate"] },
      { id: "trend" },
      { dimensions: [{ name: "at", grain: "month" }], title: { en: "By month", ko: "월별" } },
    ]);
    const noMeasures = suggest(info({ dimensions: [day, text("SKU")] }));
    expect(noMeasures.widgets).toMatchObject([{ id: "rows", dimensions: ["SKU"], title: { en: "By SKU" } }]);
    expect(noMeasures.controls.map(({ type }) => type)).toEqual(["date_range", "select"]);
    const ratios = suggest(info({ dimensions: [text("a")], measures: [sum("r", { additive: false })] }));
    expect(ratios.widgets[2]).not.toHaveProperty("config.displays");
  });

  it("leaves out what is masked, and offers what is below a hierarchy's top only where there is nothing else", () => {
    const hierarchies = [{ name: "h", label: "H", levels: ["a", "b"] }];
    const masked = suggest(
      info({
        dimensions: [text("a", { masked: true }), text("b"), text("c", { masked: true })],
        measures: [sum("secret", { masked: true, good: "up" }), sum("n")],
        hierarchies,
      }),
    );
    expect(JSON.stringify(masked)).not.toMatch(/secret|"a"|"c"/);
    expect(masked.controls).toMatchObject([{ name: "b" }]);
    expect(masked.widgets.at(-1)).toMatchObject({ dimensions: ["b"] });
    const whole = suggest(
      info({ dimensions: [text("b"), text("c"), text("a")], measures: [sum("n")], hierarchies }),
    );
    expect(whole.controls).toMatchObject([{ name: "a" }, { name: "c" }]);
  });

  it("counts rows last, and calls its switch like no filter", () => {
    const found = suggest(
      info({
        dimensions: [day, text("interval")],
        measures: [sum("rows", { countsRows: true, good: "up" }), sum("n")],
      }),
    );
    expect(found.widgets[0]).toMatchObject({ measures: ["n", "rows"] });
    expect(found.controls.flatMap((control) => ("name" in control ? [control.name] : []))).toEqual([
      "interval",
      "interval_by",
    ]);
  });
});
