import { describe, expect, it } from "vitest";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { changeKind } from "@/lib/editor/change-kind";
import { SALES_INFO } from "@/lib/editor/sales-info.fixture";
import { withSwitches } from "@/lib/editor/switch-fields";
import { CHART_CHOICES } from "@/lib/explore/suggest-chart";

const KINDS = CHART_CHOICES.filter((kind) => kind !== "kpi");
const to = (chart: unknown, kind: ChartSpec["kind"], info = SALES_INFO) =>
  changeKind(ChartSpec.parse(chart), kind, info);

const daily = {
  kind: "bar",
  x: { name: "date", grain: "week" },
  measure: "margin",
  series: "channel",
  stack: "percent",
  references: [{ at: 10, label: "Goal", role: "goal" }],
  annotations: [{ at: "2026-03-01", text: "Fair" }],
  overlay: "control",
  maxSeries: 3,
};

describe("changing the kind of a chart", () => {
  it("comes from every kind to every other, to a chart that is valid", () => {
    for (const from of KINDS) {
      const start = to(daily, from);
      if (typeof start === "string") throw new Error(`${from}: ${start}`);
      for (const kind of KINDS) {
        const next = changeKind(start, kind, SALES_INFO);
        if (typeof next === "string") throw new Error(`${from} to ${kind}: ${next}`);
        expect(next.kind).toBe(kind);
        expect(ChartSpec.safeParse(next).error).toBeUndefined();
      }
    }
  });

  it("keeps all that both kinds have", () => {
    expect(to(daily, "area")).toEqual({ ...ChartSpec.parse(daily), kind: "area" });
    expect(to({ ...daily, horizontal: true }, "line")).not.toHaveProperty("horizontal");
    expect(to(daily, "combo")).toMatchObject({
      x: { name: "date", grain: "week" },
      bars: ["margin"],
      references: [{ at: 10, label: "Goal", role: "goal" }],
      annotations: [{ text: "Fair" }],
      overlay: "control",
    });
    expect(to({ kind: "pie", by: "brand", measure: "margin", maxSlices: 4 }, "donut")).toMatchObject({
      kind: "donut",
      maxSlices: 4,
    });
  });

  it("keeps the field that fits where only some do, and takes another of the dataset where none does", () => {
    expect(to(daily, "pie")).toMatchObject({ by: "channel", measure: "margin" });
    expect(to(daily, "calendar")).toEqual({ kind: "calendar", date: "date", measure: "margin" });
    expect(to(daily, "scatter")).toMatchObject({ points: "channel", x: "margin", y: "settlement_amount" });
    const rates = { kind: "bar", x: { name: "brand" }, measure: "roi" };
    expect(to(rates, "treemap")).toMatchObject({ by: ["brand"], measure: "settlement_amount" });
    expect(to(rates, "heatmap")).toMatchObject({ x: { name: "brand" }, y: { name: "product" } });
  });

  it("leaves what belongs to one kind alone behind", () => {
    const combo = {
      kind: "combo",
      x: { name: "date" },
      bars: ["margin"],
      lines: ["roi"],
      references: [{ at: 1, axis: "right" }],
    };
    expect(to(combo, "bar")).toMatchObject({ references: [{ at: 1, role: "reference" }] });
    expect(JSON.stringify(to(combo, "bar"))).not.toContain("axis");
  });

  it("says what the dataset lacks", () => {
    const bare = {
      ...SALES_INFO,
      dimensions: SALES_INFO.dimensions.slice(1, 2),
      measures: SALES_INFO.measures.slice(2),
    };
    const { defaultTime: _, ...info } = bare;
    const bars = { kind: "bar", x: { name: "brand" }, measure: "roi" };
    expect(to(bars, "calendar", info)).toBe("needsTime");
    expect(to(bars, "pie", info)).toBe("needsSum");
    expect(to(bars, "combo", info)).toBe("twoMeasures");
  });

  it("gives a switch no grain of its own", () => {
    const info = withSwitches(
      SALES_INFO,
      [{ type: "grain_switch", name: "unit", label: "Unit", dimension: "date", options: ["day", "month"] }],
      "en",
    );
    const chart = to({ kind: "bar", x: { name: "$unit" }, measure: "margin" }, "waterfall", info);
    expect(chart).toMatchObject({ kind: "waterfall", x: { name: "$unit" } });
    expect(JSON.stringify(chart)).not.toContain("grain");
  });
});
