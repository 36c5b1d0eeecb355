import { expect, it } from "vitest";
import { knownColumns } from "./known-columns";

const dataset = {
  dimensions: [
    { name: "date", label: "날짜", type: "date" as const },
    { name: "brand", label: "브랜드", type: "string" as const },
    { name: "channel", label: "채널", type: "string" as const },
  ],
  measures: [
    {
      name: "roi",
      label: "ROI",
      additive: false,
      format: { style: "percent" as const },
      good: "up" as const,
    },
  ],
};

it("knows a table's own dimensions, all measures, and what can only be filtered", () => {
  expect(knownColumns(dataset, ["brand", { name: "date", grain: "month", as: "month" }])).toEqual([
    { name: "brand", label: "브랜드", kind: "dimension", type: "string" },
    { name: "month", label: "날짜", kind: "dimension", type: "date", grain: "month", aliased: true },
    { name: "roi", label: "ROI", kind: "measure", type: "number", format: { style: "percent" }, good: "up" },
    { name: "date", label: "날짜", kind: "dimension", type: "date", filterOnly: true },
    { name: "channel", label: "채널", kind: "dimension", type: "string", filterOnly: true },
  ]);
});
