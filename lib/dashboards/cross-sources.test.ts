import { describe, expect, it } from "vitest";
import { crossSources } from "@/lib/dashboards/cross-sources";
import { SALES, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";

const dimensions = SALES.dimensions.map((dimension) => ({
  ...dimension,
  label: dimension.name.toUpperCase(),
}));
const words = { titleOf: ({ id }: Widget) => `title of ${id}`, locale: "en" as const };
const spec = sampleSpec();
const targets = [{ slug: "products", name: "Products", controls: [] }];
const sources = (over: (widget: Widget) => object = () => ({}), known = dimensions) => {
  const widgets = spec.widgets.map((widget) => ({ ...widget, ...over(widget) })) as DashboardSpec["widgets"];
  return crossSources({ widgets }, new Map([["sales", { dimensions: known }]]), targets, words);
};

describe("crossSources", () => {
  it("are charts with the dimensions of their marks, and tables with all", () => {
    expect(sources()).toMatchObject([
      {
        id: "daily",
        title: "title of daily",
        sends: true,
        dimensions: [{ name: "date", label: "DATE", type: "date", grain: "day" }, { name: "channel" }],
      },
      { id: "brands", sends: true, dimensions: dimensions.map(({ name }) => ({ name })) },
    ]);
  });

  it("send where another takes, unless their document says no", () => {
    const ids = (over: (widget: Widget) => object) => sources(over).map(({ id }) => id);
    expect(ids(({ id }) => (id === "daily" ? { crossFilter: { sends: false } } : {}))).toEqual(["brands"]);
    expect(ids(({ id }) => (id === "daily" ? {} : { crossFilter: { takes: false } }))).toEqual(["brands"]);
    expect(ids(() => ({ crossFilter: { takes: false } }))).toEqual([]);
  });

  it("lead only where their reader may go", () => {
    const drillThrough = [
      { dashboard: "products", carry: "all" },
      { dashboard: "secret", carry: "all" },
    ];
    const [only] = sources(({ id }) =>
      id === "daily" ? { drillThrough, crossFilter: { sends: false } } : {},
    );
    expect(only).toMatchObject({ id: "daily", sends: false });
    expect(only?.links.map(({ label }) => label)).toEqual(["Products"]);
    const named = sources(({ id }) =>
      id === "daily" ? { drillThrough: [{ ...drillThrough[0], label: { en: "Detail", ko: "상세" } }] } : {},
    );
    expect(named[0]?.links[0]?.label).toBe("Detail");
  });

  it("are no charts of what their reader may not see", () => {
    const masked = dimensions.map((one) => (one.name === "channel" ? { ...one, masked: true } : one));
    const found = sources(undefined, masked);
    expect(found.map(({ id }) => id)).toEqual(["brands"]);
    expect(found[0]?.dimensions.map(({ name }) => name)).not.toContain("channel");
    expect(sources(undefined, dimensions.slice(0, 1)).map(({ id }) => id)).toEqual(["brands"]);
  });
});
