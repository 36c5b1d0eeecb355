import { describe, expect, it } from "vitest";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec, type TableWidget } from "@/lib/dashboards/schema";
import { changeTable } from "@/lib/editor/change-table";
import { groupBy } from "@/lib/table/change-structure";

const spec = sampleSpec({
  widgets: [
    {
      id: "brands",
      type: "table",
      dataset: "sales",
      dimensions: ["brand", { name: "date", grain: "month" }],
      config: { metrics: ["margin"], sort: { column: "date", direction: "desc" } },
    },
  ],
  layout: { width: 1152, widgets: { brands: { x: 0, y: 0, w: 100, h: 100 } } },
});
const table = (next: DashboardSpec) => next.widgets[0] as TableWidget;
const change = (...args: Parameters<typeof changeTable> extends [unknown, unknown, infer F] ? [F] : never) =>
  changeTable(spec, "brands", ...args);

describe("changing a table's configuration", () => {
  it("puts fields over it and leaves out what says nothing", () => {
    const next = change({ density: "compact", grandTotal: true, groups: [], hidden: ["margin"] });
    expect(table(next).config).toEqual({
      metrics: ["margin"],
      sort: { column: "date", direction: "desc" },
      hidden: ["margin"],
      density: "compact",
    });
    expect(DashboardSpec.safeParse(next).success).toBe(true);
    expect(change({ grandTotal: true })).toBe(spec);
  });

  it("lets the widget list the dimensions a panel chooses, with the units it has", () => {
    const next = change({ dimensions: ["date", "channel"], expanded: {} });
    expect(table(next).dimensions).toEqual([{ name: "date", grain: "month" }, "channel"]);
    expect(table(next).config).not.toHaveProperty("dimensions");
  });

  it("writes one sort as one, and several as a list", () => {
    const one = { column: "margin", direction: "desc" } as const;
    const two = { column: "brand", direction: "asc" } as const;
    expect(table(change({ sort: [one] })).config.sort).toEqual(one);
    expect(table(change({ sort: [one, two] })).config.sort).toEqual([one, two]);
    expect(table(change({ sort: [] })).config).not.toHaveProperty("sort");
    // The same in other words is no change.
    expect(change({ sort: [{ column: "date", direction: "desc" }] })).toBe(spec);
  });

  it("keeps a group among the listed ones", () => {
    const grouped = changeTable(spec, "brands", groupBy(["date"]));
    const next = changeTable(grouped, "brands", { dimensions: ["brand"] });
    expect(table(next).dimensions).toEqual(["brand", { name: "date", grain: "month" }]);
    expect(table(next).config.groups).toEqual(["date"]);
  });
});
