import { expect, it } from "vitest";
import { cascadeBase } from "@/lib/dashboards/cascade";
import { parseControls } from "@/lib/dashboards/control-state";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

const spec = sampleSpec({
  controls: [
    { type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" }, locked: true },
    { type: "select", name: "brand", dataset: "sales", dimension: "brand" },
    { type: "select", name: "channel", dataset: "sales", dimension: "channel" },
    { type: "text", name: "words", dataset: "sales", dimension: "product" },
    { type: "select", name: "stock", dataset: "stock", dimension: "brand" },
    {
      type: "toggle",
      name: "ads",
      label: "Ads",
      dataset: "sales",
      filters: [{ name: "campaign", op: "is_not_null" }],
    },
  ],
});
const { state } = parseControls(
  spec,
  new URLSearchParams("f.brand=a&f.channel=naver&f.words=oil&f.stock=b&f.ads=1"),
  { now: new Date(0), timezone: "UTC" },
);
const time = { name: "date", from: "now-28d", to: "now-1d" };

it("takes values from the rows under the other controls of the same dataset, never its own", () => {
  expect(cascadeBase({ name: "brand", dataset: "sales" }, state, true)).toEqual({
    dataset: "sales",
    filters: [
      { name: "channel", op: "in", values: ["naver"] },
      { name: "product", op: "contains", values: ["oil"] },
      { name: "campaign", op: "is_not_null", values: [] },
    ],
    time,
  });
  expect(cascadeBase({ name: "stock", dataset: "stock" }, state, false)).toEqual({
    dataset: "stock",
    filters: [],
  });
});

it("takes them from all rows where the document says so", () => {
  expect(cascadeBase({ name: "brand", dataset: "sales", cascade: false }, state, true)).toEqual({
    dataset: "sales",
  });
});
