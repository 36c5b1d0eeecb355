import { describe, expect, it } from "vitest";
import { Widget } from "@/lib/dashboards/schema";
import { type FieldKind, newOptions, quickWidget } from "@/lib/editor/new-widget";
import { SALES_INFO } from "@/lib/editor/sales-info.fixture";

const options = (kind: FieldKind, dimensions: string[], measures: string[]) =>
  newOptions(kind, SALES_INFO, { dimensions, measures });

describe("what fields can become", () => {
  it("is a table of any dimension, a pivot of two and a measure", () => {
    expect(options("table", [], ["margin"]).options[0]).toMatchObject({ widget: null, unfit: "needsRows" });
    expect(options("table", ["brand"], []).options[0]?.widget).toMatchObject({ dimensions: ["brand"] });
    expect(options("pivot", ["brand"], ["margin"]).options[0]).toMatchObject({ unfit: "needsAcross" });
    expect(options("pivot", ["brand", "channel"], ["margin"]).options[0]?.widget).toMatchObject({
      dimensions: ["brand"],
      config: { metrics: ["margin"], pivot: { dimensions: ["channel"] } },
    });
  });

  it("is the charts that suit, the others with their reason", () => {
    const { suits, options: charts } = options("chart", ["brand"], ["margin"]);
    expect(suits).toBe("bar");
    expect(charts.find(({ kind }) => kind === "calendar")).toMatchObject({
      widget: null,
      unfit: "needsTime",
    });
    for (const { widget } of charts) if (widget) expect(Widget.safeParse(widget).error).toBeUndefined();
    expect(options("chart", [], ["margin"]).suits).toBe(null);
    expect(options("kpi", [], ["margin", "roi"])).toMatchObject({
      suits: "kpi",
      options: [{ widget: { type: "kpi", measures: ["margin", "roi"] } }],
    });
  });
});

it("makes one field what suits it", () => {
  expect(quickWidget(SALES_INFO, "roi")).toMatchObject({ chart: { kind: "line", measure: "roi" } });
  expect(quickWidget(SALES_INFO, "brand")).toMatchObject({ chart: { kind: "bar", x: { name: "brand" } } });
  expect(quickWidget(SALES_INFO, "date")).toMatchObject({ chart: { kind: "line", x: { name: "date" } } });
  const { defaultTime: _, ...timeless } = SALES_INFO;
  expect(quickWidget(timeless, "roi")).toMatchObject({ type: "kpi", measures: ["roi"] });
  expect(quickWidget({ ...timeless, measures: [] }, "brand")).toMatchObject({ type: "table" });
  expect(quickWidget({ ...timeless, measures: [], dimensions: [] }, "brand")).toBe(null);
});
