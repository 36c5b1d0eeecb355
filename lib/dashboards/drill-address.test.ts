import { describe, expect, it } from "vitest";
import { type ControlState, defaultControls, parseControls } from "@/lib/dashboards/control-state";
import { parseCross } from "@/lib/dashboards/cross-filter";
import { type DrillFrom, type DrillLink, drillAddress } from "@/lib/dashboards/drill-address";
import { SALES, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

const target = {
  slug: "products",
  name: "Products",
  controls: sampleSpec({
    controls: [
      {
        type: "date_range",
        dimension: "date",
        default: { from: "now-7d", to: "now-1d" },
        compare: "previous_year",
      },
      { type: "select", name: "maker", dataset: "sales", dimension: "brand", default: ["Z"] },
    ],
  }).controls,
};
const link: DrillLink = { target, label: "Products", carry: "all" };
const clock = { now: new Date("2026-03-10T02:00:00Z"), timezone: "Asia/Seoul" };
const state = (over: Partial<ControlState> = {}): ControlState => ({
  ...defaultControls(sampleSpec()),
  ...over,
});
const channels = (...values: string[]) => [
  { type: "select" as const, name: "channel", dataset: "sales", dimension: "channel", values },
];
const open = (from: Partial<DrillFrom>, of: DrillLink = link) => {
  const address = drillAddress(of, {
    dataset: "sales",
    state: state(),
    clock,
    mark: [],
    chosen: [],
    ...from,
  });
  const [path, query] = address.split("?");
  expect(path).toBe("/d/products");
  return [...new URLSearchParams(query)];
};
const brandA = { dimension: "brand", values: ["A & B"] };

describe("drillAddress", () => {
  it("sets what the target has controls for, and carries the rest", () => {
    expect(open({ state: state({ fields: channels("naver") }), mark: [brandA] })).toEqual([
      ["from", "now-28d"],
      ["to", "now-1d"],
      ["compare", "previous_period"],
      ["f.maker", "A & B"],
      ["x.from", "channel:naver"],
    ]);
  });

  it("reads there as what was meant here", () => {
    const address = new URLSearchParams(
      open({ state: state({ fields: channels("naver") }), mark: [brandA] }),
    );
    const spec = sampleSpec({ slug: "products", controls: target.controls });
    expect(parseControls(spec, address, clock)).toMatchObject({
      state: { compare: "previous_period", fields: [{ type: "select", name: "maker", values: ["A & B"] }] },
      notices: [],
    });
    expect(parseCross(spec.widgets, address, new Map([["sales", SALES]]))).toEqual({
      filters: [{ source: "from", conditions: [{ dimension: "channel", values: ["naver"] }] }],
      notices: [],
    });
  });

  it("takes the clicked value over what is chosen, and that over the controls", () => {
    const chosen = [
      { dimension: "channel", values: ["coupang"] },
      { dimension: "brand", values: ["C"] },
    ];
    expect(open({ state: state({ fields: channels("naver") }), chosen, mark: [brandA] }).slice(3)).toEqual([
      ["f.maker", "A & B"],
      ["x.from", "channel:coupang"],
    ]);
  });

  it("carries only what is named, and the clicked value always", () => {
    const only = { ...link, carry: ["channel"] };
    expect(open({ state: state({ fields: channels("naver") }), mark: [brandA] }, only)).toEqual([
      ["f.maker", "A & B"],
      ["x.from", "channel:naver"],
    ]);
    expect(open({ state: state({ fields: channels("naver") }) }, { ...link, carry: ["date"] })).toEqual([
      ["from", "now-28d"],
      ["to", "now-1d"],
      ["compare", "previous_period"],
    ]);
  });

  it("narrows the range to a clicked month, and says that nothing is compared", () => {
    const month = { dimension: "date", grain: "month" as const, from: "2026-02-01", to: "2026-02-28" };
    expect(open({ state: state({ compare: null }), mark: [month] })).toEqual([
      // 28 days before 10 March.
      ["from", "2026-02-10"],
      ["to", "2026-02-28"],
      ["compare", "none"],
    ]);
    const bare = { ...link, target: { ...target, controls: [] } };
    expect(open({ mark: [month] }, bare)).toEqual([["x.from", "date@month:2026-02-01..2026-02-28"]]);
  });

  it("carries a clicked month where the target's range is locked", () => {
    const month = { dimension: "date", grain: "month" as const, from: "2026-02-01", to: "2026-02-28" };
    const controls = target.controls.map((control) => ({ ...control, locked: true as const }));
    expect(open({ mark: [month, brandA] }, { ...link, target: { ...target, controls } })).toEqual([
      ["x.from", "date@month:2026-02-01..2026-02-28"],
      ["x.from", "brand:A & B"],
    ]);
  });

  it("says everything where the target's own default is something, and no value where that is chosen", () => {
    const makers = [
      { type: "select" as const, name: "brand", dataset: "sales", dimension: "brand", values: [] },
    ];
    expect(open({ state: state({ fields: makers }) }).at(-1)).toEqual(["f.maker", ""]);
    expect(open({ mark: [{ dimension: "brand", values: [null] }] }).at(-1)).toEqual(["f.maker", "\\N"]);
    // Another dataset's brand is another brand.
    expect(open({ dataset: "returns", mark: [brandA] }).at(-1)).toEqual(["x.from", "brand:A & B"]);
  });
});
