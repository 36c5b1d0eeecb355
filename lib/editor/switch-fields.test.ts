import { expect, it } from "vitest";
import { Control } from "@/lib/dashboards/control";
import { ADS_INFO, SALES_INFO } from "@/lib/editor/sales-info.fixture";
import { withSwitches } from "@/lib/editor/switch-fields";

const controls = [
  { type: "metric_switch", name: "figure", label: { en: "Figure", ko: "수치" }, options: ["margin", "roi"] },
  { type: "dimension_switch", name: "by", label: "By", options: ["brand", { name: "channel" }] },
  { type: "grain_switch", name: "unit", label: "Unit", dimension: "date", options: ["day", "week"] },
].map((control) => Control.parse(control));

it("puts the switches that suit a dataset among its fields", () => {
  const { dimensions, measures } = withSwitches(SALES_INFO, controls, "ko");
  expect(measures.at(-1)).toEqual({ name: "$figure", label: "수치", additive: false });
  expect(dimensions.slice(-2)).toEqual([
    { name: "$by", label: "By", type: "string" },
    { name: "$unit", label: "Unit", type: "date" },
  ]);
});

it("leaves out those one of whose options it lacks", () => {
  const { dimensions, measures } = withSwitches(ADS_INFO, controls, "en");
  expect(measures).toEqual(ADS_INFO.measures);
  expect(dimensions.map(({ name }) => name)).toEqual(["date", "brand", "medium", "$unit"]);
  expect(withSwitches(ADS_INFO, [], "en")).toBe(ADS_INFO);
});
