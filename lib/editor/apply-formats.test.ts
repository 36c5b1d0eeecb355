import { describe, expect, it } from "vitest";
import { SALES, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { applyFormats, formattedTables, tablesFor } from "@/lib/editor/apply-formats";
import type { ConditionalFormat } from "@/lib/table/format-rule";

const rule = (value: number) => ({ condition: "lt" as const, value, style: { tone: "negative" as const } });
const format = (column: string, value: number): ConditionalFormat => ({ column, rules: [rule(value)] });
const table = (id: string, formats: ConditionalFormat[], dataset = "sales", dimension = "brand") => ({
  id,
  type: "table" as const,
  dataset,
  dimensions: [dimension],
  config: { conditionalFormatting: formats },
});
const tables = [
  table("from", [format("roi", 0), format("margin", 1), format("brand", 2)]),
  table("same", [format("roi", 9), format("ad_spend", 8)]),
  table("other", [], "sales", "channel"),
  table("far", [], "stock"),
];
const spec = sampleSpec({
  widgets: tables,
  layout: { widgets: Object.fromEntries(tables.map(({ id }) => [id, { x: 0, y: 0, w: 1, h: 1 }])) },
});
const stock = {
  id: "stock",
  dimensions: [{ name: "brand", type: "string" as const }],
  measures: [{ name: "count" }],
};
const formats = (of: DashboardSpec, id: string) => {
  const found = of.widgets.find((widget) => widget.id === id);
  return found?.type === "table" ? found.config.conditionalFormatting : undefined;
};

describe("applyFormats", () => {
  it("puts one table's rules into the others, in place of what their columns had, where they have the columns", () => {
    const done = applyFormats(spec, "from", ["same", "other", "far"], [SALES, stock]);
    expect(formats(done, "same")).toEqual([format("ad_spend", 8), ...(formats(spec, "from") ?? [])]);
    expect(formats(done, "other")).toEqual([format("roi", 0), format("margin", 1)]);
    expect(formats(done, "far")).toEqual([format("brand", 2)]);
    expect(done.widgets[0]).toBe(spec.widgets[0]);
    expect(DashboardSpec.parse(done)).toEqual(done);
  });

  it("touches the tables chosen alone, and hands back the document where nothing changes", () => {
    const done = applyFormats(spec, "from", ["same"], [SALES, stock]);
    expect(done.widgets[2]).toBe(spec.widgets[2]);
    for (const to of [[], ["from"], ["no-such"]]) expect(applyFormats(spec, "from", to, [SALES])).toBe(spec);
    expect(applyFormats(spec, "other", ["same"], [SALES])).toBe(spec);
    expect(applyFormats(spec, "no-such", ["same"], [SALES])).toBe(spec);
  });

  it("knows who gives and who takes", () => {
    expect(formattedTables(spec).map(({ id }) => id)).toEqual(["from", "same"]);
    expect(tablesFor(spec, "from", [SALES, stock]).map(({ id }) => id)).toEqual(["same", "other", "far"]);
    // Without their datasets only those on the same one are sure.
    expect(tablesFor(spec, "from").map(({ id }) => id)).toEqual(["same", "other"]);
  });
});
