import { describe, expect, it } from "vitest";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec, type DashboardSpecInput } from "@/lib/dashboards/schema";
import {
  addControl,
  freshControlName,
  moveControl,
  removeControl,
  renameControl,
  setControl,
} from "@/lib/editor/change-controls";
import { CONTROL_TYPES, newControl } from "@/lib/editor/new-control";
import { SALES_INFO } from "@/lib/editor/sales-info.fixture";

const base = sampleSpec();
const over: Partial<DashboardSpecInput> = {
  controls: [
    ...base.controls,
    { type: "metric_switch", name: "measure", label: "Measure", options: ["margin", "roi"], default: "roi" },
    { type: "dimension_switch", name: "show", label: "Show", options: ["brand", "channel"] },
  ],
  widgets: [
    {
      id: "kpis",
      type: "kpi",
      dataset: "sales",
      measures: ["$measure"],
      goals: { $measure: 5 },
      ignores: ["channel", "date"],
    },
    {
      id: "daily",
      type: "chart",
      title: "$measure by $show",
      dataset: "sales",
      chart: { kind: "bar", x: { name: "$show" }, measure: "$measure" },
      filters: [{ name: "channel", op: "eq", values: ["$show"] }],
      drillThrough: [{ dashboard: "other", carry: ["channel", "date", "show"] }, { dashboard: "more" }],
    },
    {
      id: "brands",
      type: "table",
      dataset: "sales",
      dimensions: ["$show"],
      config: {
        metrics: ["$measure", "$measure__change"],
        labels: { $measure__change: "Change" },
        sort: { column: '$measure@["a"]', direction: "desc" },
        conditionalFormatting: [
          {
            column: "$measure",
            rules: [
              { condition: "lt", value: { column: "$measure__previous" }, style: { tone: "negative" } },
            ],
          },
        ],
      },
    },
  ],
};
const spec = sampleSpec(over);
const valid = (next: DashboardSpec) => DashboardSpec.safeParse(next).success;

describe("another name", () => {
  it("holds wherever a widget says the switch: fields, columns, titles, not values", () => {
    const next = renameControl(renameControl(spec, "f.measure", "figure"), "f.show", "by");
    expect(valid(next)).toBe(true);
    expect(next.widgets[0]).toMatchObject({ measures: ["$figure"], goals: { $figure: 5 } });
    expect(next.widgets[1]).toMatchObject({
      title: "$figure by $by",
      chart: { x: { name: "$by" }, measure: "$figure" },
      filters: [{ values: ["$show"] }],
      drillThrough: [{ carry: ["channel", "date", "by"] }, { carry: "all" }],
    });
    expect(next.widgets[2]).toMatchObject({
      dimensions: ["$by"],
      config: {
        metrics: ["$figure", "$figure__change"],
        labels: { $figure__change: "Change" },
        sort: { column: '$figure@["a"]' },
        conditionalFormatting: [{ column: "$figure", rules: [{ value: { column: "$figure__previous" } }] }],
      },
    });
    expect(JSON.stringify(next)).not.toContain("$measure");
  });

  it("holds where a filter is ignored and carried", () => {
    const next = renameControl(spec, "f.channel", "shop");
    expect(valid(next)).toBe(true);
    expect(next.widgets[0]).toMatchObject({ ignores: ["shop", "date"] });
    expect(next.widgets[1]).toMatchObject({
      chart: { x: { name: "$show" } },
      drillThrough: [{ carry: ["shop", "date", "show"] }, {}],
    });
    expect(next.widgets[2]).toBe(spec.widgets[2]);
  });

  it("is refused where another control has it, and for the date range", () => {
    expect(renameControl(spec, "f.channel", "show")).toBe(spec);
    expect(renameControl(spec, "f.channel", "date")).toBe(spec);
    expect(renameControl(spec, "from", "period")).toBe(spec);
  });
});

describe("taking a control away", () => {
  it("takes a filter out of what ignores and carries it", () => {
    const once = removeControl(spec, "f.channel");
    expect(once.widgets[0]).toMatchObject({ ignores: ["date"] });
    const next = removeControl(once, "from");
    expect(valid(next)).toBe(true);
    expect(next.widgets[0]).not.toHaveProperty("ignores");
    expect(next.widgets[1]).toMatchObject({ drillThrough: [{ carry: ["show"] }, { carry: "all" }] });
  });

  it("leaves what a switch began with where it was said", () => {
    const next = removeControl(removeControl(spec, "f.measure"), "f.show");
    expect(valid(next)).toBe(true);
    expect(next.widgets[0]).toMatchObject({ measures: ["roi"] });
    expect(next.widgets[1]).toMatchObject({ chart: { x: { name: "brand" }, measure: "roi" } });
    expect(next.widgets[2]).toMatchObject({
      dimensions: ["brand"],
      config: { metrics: ["roi", "roi__change"] },
    });
  });
});

it("lets what carries the date range follow its dimension", () => {
  const next = setControl(spec, "from", { dimension: "paid_at", compare: undefined });
  expect(next.controls[0]).toEqual({
    type: "date_range",
    dimension: "paid_at",
    default: { from: "now-28d", to: "now-1d" },
  });
  expect(next.widgets[1]).toMatchObject({ drillThrough: [{ carry: ["channel", "paid_at", "show"] }, {}] });
  expect(setControl(spec, "from", { dimension: "date" })).toBe(spec);
});

it("puts controls in order", () => {
  const names = (next: DashboardSpec) =>
    next.controls.map((one) => (one.type === "date_range" ? "from" : one.name));
  expect(names(moveControl(spec, "f.show", 0))).toEqual(["show", "from", "channel", "measure"]);
  expect(names(moveControl(spec, "from", 9))).toEqual(["channel", "measure", "show", "from"]);
  expect(moveControl(spec, "from", 0)).toBe(spec);
});

it("begins a control of every kind so that the document is valid, under a name of its own", () => {
  const words = { label: { en: "Choice", ko: "선택" } };
  let next = sampleSpec({ controls: [] });
  for (const type of [...CONTROL_TYPES, ...CONTROL_TYPES.slice(1)]) {
    const control = newControl(type, SALES_INFO, next, words);
    if (typeof control === "string") throw new Error(`${type}: ${control}`);
    next = addControl(next, control);
  }
  expect(DashboardSpec.safeParse(next).error).toBeUndefined();
  expect(next.controls).toHaveLength(15);
  expect(newControl("date_range", SALES_INFO, next, words)).toBe("oneDateRange");
  const bare = { ...SALES_INFO, dimensions: SALES_INFO.dimensions.slice(1, 2), measures: [] };
  expect(newControl("grain_switch", bare, next, words)).toBe("needsTime");
  expect(newControl("metric_switch", bare, next, words)).toBe("needsTwo");
  expect(newControl("number_range", bare, next, words)).toBe("needsNumber");
  expect(freshControlName({ controls: [] }, "date")).toBe("date-2");
  expect(freshControlName({ controls: [] }, "채널")).toBe("control");
});
