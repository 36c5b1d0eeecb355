import { describe, expect, it } from "vitest";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { CHART_CHOICES, type ChartQuestion, chosenChart, suggestChart } from "@/lib/explore/suggest-chart";

const krw = { style: "currency", currency: "KRW" } as const;
const percent = { style: "percent" } as const;
const INFO = {
  dimensions: [
    { name: "date", label: "Date", type: "date" },
    { name: "at", label: "At", type: "time" },
    { name: "brand", label: "Brand", type: "string" },
    { name: "channel", label: "Channel", type: "string" },
    { name: "returned", label: "Returned", type: "boolean" },
  ],
  measures: [
    { name: "sales", label: "Sales", additive: true, format: krw },
    { name: "cost", label: "Cost", additive: true, format: krw },
    { name: "roi", label: "ROI", additive: false, format: percent },
  ],
} satisfies Parameters<typeof suggestChart>[1];

const suggest = (
  dimensions: ChartQuestion["dimensions"],
  measures: string[],
  more: Partial<ChartQuestion> = {},
) => suggestChart({ dimensions, measures, ...more }, INFO);
const drawn = (...question: Parameters<typeof suggest>) => {
  const option = chosenChart(suggest(...question), null);
  return option && { kind: option.kind, ...option.draws };
};
const unfit = (kind: string, ...question: Parameters<typeof suggest>) =>
  suggest(...question).options.find((one) => one.kind === kind)?.unfit;

describe("the chart that suits", () => {
  it("is the numbers themselves without a dimension", () => {
    expect(drawn([], ["sales", "roi"])).toMatchObject({ kind: "kpi", spec: { measures: ["sales", "roi"] } });
  });

  it("is a line over time, split by a category, and a combination of several measures", () => {
    expect(drawn(["date"], ["sales"])?.spec).toMatchObject({
      kind: "line",
      x: { name: "date", grain: "day" },
    });
    expect(drawn(["channel", { name: "date", grain: "month" }], ["sales"])?.spec).toMatchObject({
      kind: "line",
      x: { name: "date", grain: "month" },
      series: "channel",
    });
    expect(drawn(["date"], ["sales", "cost", "roi"])?.spec).toMatchObject({
      kind: "combo",
      bars: ["sales", "cost"],
      lines: ["roi"],
      lineAxis: "right",
    });
    expect(drawn(["date"], ["sales", "cost"])?.spec).toMatchObject({
      bars: ["sales"],
      lines: ["cost"],
      lineAxis: "left",
    });
  });

  it("is bars by one category, with others past the twentieth", () => {
    expect(drawn(["brand"], ["sales"])?.spec).toMatchObject({ kind: "bar", x: { name: "brand" }, top: 20 });
    expect(drawn(["brand"], ["sales"], { top: 5 })?.spec).toMatchObject({ top: 5 });
    expect(drawn(["returned"], ["sales"])?.kind).toBe("bar");
  });

  it("is points for two measures of many values, a combination for few", () => {
    expect(drawn(["brand"], ["sales", "roi"])).toMatchObject({
      spec: { kind: "scatter", x: "sales", y: "roi" },
    });
    expect(drawn(["brand"], ["sales", "roi"], { parts: 12 })?.kind).toBe("combo");
    expect(drawn(["brand"], ["sales", "roi"], { parts: 13 })?.kind).toBe("scatter");
    // Room for two and an area, and the area is of a sum.
    expect(drawn(["brand"], ["sales", "roi", "cost"])?.spec).toMatchObject({ size: "cost" });
    expect(drawn(["brand"], ["sales", "cost", "roi"])).toMatchObject({ leaves: ["roi"] });
  });

  it("is a heatmap of a category by another, and none of three dimensions or no measure", () => {
    expect(drawn(["brand", "channel"], ["roi"])?.spec).toMatchObject({ kind: "heatmap", measure: "roi" });
    expect(suggest(["brand", "channel", "returned"], ["sales"]).suits).toBeNull();
    expect(suggest(["brand"], []).suits).toBeNull();
    expect(chosenChart(suggest(["brand"], []), "bar")).toBeNull();
  });

  it("draws the earlier period where one is compared with, along time alone", () => {
    expect(drawn(["date"], ["sales"], { compared: true })?.spec).toMatchObject({ overlay: "control" });
    expect(drawn(["brand"], ["sales"], { compared: true })?.spec).not.toHaveProperty("overlay");
  });

  it("gives way to what somebody chose, as long as that fits", () => {
    const charts = suggest(["brand"], ["sales"], { parts: 5 });
    expect(chosenChart(charts, "pie")?.draws.spec).toMatchObject({ kind: "pie", by: "brand" });
    expect(chosenChart(charts, "line")?.kind).toBe("bar");
  });
});

it("says of the others why they can't", () => {
  expect(unfit("line", ["brand"], ["sales"])).toBe("needsTime");
  expect(unfit("kpi", ["brand"], ["sales"])).toBe("noDimension");
  expect(unfit("pie", ["brand"], ["roi"])).toBe("needsSum");
  expect(unfit("pie", ["brand"], ["sales"], { parts: 9 })).toBe("manyParts");
  expect(unfit("pie", ["date"], ["sales"])).toBe("needsCategory");
  expect(unfit("combo", ["brand"], ["sales"])).toBe("twoMeasures");
  expect(unfit("scatter", ["brand"], ["sales"])).toBe("twoMeasures");
  expect(unfit("heatmap", ["brand"], ["sales"])).toBe("twoDimensions");
  expect(unfit("calendar", [{ name: "date", grain: "month" }], ["sales"])).toBe("needsDays");
  expect(unfit("funnel", [], ["sales"])).toBe("steps");
  expect(unfit("histogram", [], ["sales"])).toBe("needsDimension");
  expect(unfit("bar", ["date", "at"], ["sales"])).toBe("needsCategory");
  expect(unfit("treemap", ["brand", "channel"], ["roi"])).toBe("needsSum");
});

it("draws only what a dashboard takes, whatever is asked", () => {
  const dimensions = [
    [],
    ["date"],
    ["brand"],
    ["date", "brand"],
    ["brand", "channel"],
    ["at", "date"],
    ["brand", "channel", "date"],
  ];
  const measures = [[], ["sales"], ["roi"], ["sales", "cost"], ["roi", "sales"], ["sales", "cost", "roi"]];
  for (const some of dimensions)
    for (const few of measures) {
      const { options, suits } = suggest(some, few);
      expect(options.map(({ kind }) => kind)).toEqual([...CHART_CHOICES]);
      for (const { kind, draws, unfit: why } of options) {
        expect(draws === null, kind).toBe(why !== null);
        if (draws && draws.spec.kind !== "kpi")
          expect(ChartSpec.safeParse(draws.spec).error, kind).toBeUndefined();
      }
      expect(suits === null).toBe(options.every(({ draws }) => draws === null));
    }
});
