import { expect, it } from "vitest";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec, type DataWidget, Widget } from "@/lib/dashboards/schema";
import { lostFields, setDataset } from "@/lib/editor/change-dataset";
import { ADS_INFO, SALES_INFO } from "@/lib/editor/sales-info.fixture";

const spec = sampleSpec();
const data = (id: string) => spec.widgets.find((one) => one.id === id) as DataWidget;
const moved = (id: string) => setDataset(spec, [id], ADS_INFO).widgets.find((one) => one.id === id);

it("names what is lost before it is", () => {
  expect(lostFields(data("daily"), ADS_INFO)).toEqual(["channel"]);
  expect(lostFields(data("kpis"), ADS_INFO)).toEqual(["settlement_amount", "roi"]);
  expect(lostFields(data("brands"), ADS_INFO)).toEqual(["settlement_amount"]);
  expect(lostFields(data("brands"), SALES_INFO)).toEqual([]);
});

it("keeps the fields that are there too and fills what would be empty", () => {
  expect(moved("kpis")).toMatchObject({ dataset: "ads", measures: ["clicks"] });
  expect(moved("daily")).toMatchObject({
    dataset: "ads",
    chart: { kind: "bar", x: { name: "date", grain: "day" }, measure: "margin" },
  });
  expect(JSON.stringify(moved("daily"))).not.toContain("channel");
  expect(moved("brands")).toMatchObject({
    dataset: "ads",
    dimensions: ["brand"],
    config: { metrics: ["margin"], sort: { column: "margin" } },
  });
});

it("forgets of a table's configuration what is about columns that are no more", () => {
  const widget = Widget.parse({
    id: "brands",
    type: "table",
    dataset: "sales",
    dimensions: ["channel"],
    filters: [{ name: "channel", op: "eq", values: ["naver"] }],
    config: {
      metrics: ["settlement_amount", "margin__change"],
      labels: { settlement_amount: "A", margin: "B" },
      frozenColumns: ["channel"],
      groups: ["channel"],
      expanded: { levels: 1, open: [["naver"]] },
      conditionalFormatting: [
        { column: "roi", rules: [{ condition: "lt", value: 0, style: { tone: "negative" } }] },
      ],
    },
  });
  const next = setDataset({ ...spec, widgets: [widget] }, ["brands"], ADS_INFO).widgets[0];
  expect(next).toMatchObject({
    dimensions: ["brand"],
    filters: [],
    config: { metrics: ["margin__change"], labels: { margin: "B" } },
  });
  expect(JSON.stringify(next)).not.toMatch(/channel|settlement|naver|roi/);
});

it("moves all that ask at once, and leaves texts alone", () => {
  const mixed = DashboardSpec.parse({
    ...sampleInput(),
    widgets: [...spec.widgets, { id: "note", type: "text", text: "Hi" }],
    layout: { ...spec.layout, widgets: { ...spec.layout.widgets, note: { x: 0, y: 900, w: 10, h: 10 } } },
  });
  const next = setDataset(
    mixed,
    mixed.widgets.map(({ id }) => id),
    ADS_INFO,
  );
  expect(DashboardSpec.safeParse(next).success).toBe(true);
  expect(next.widgets.map((one) => ("dataset" in one ? one.dataset : null))).toEqual([
    "ads",
    "ads",
    "ads",
    null,
  ]);
});
