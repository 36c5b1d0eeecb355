import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ControlState } from "@/lib/dashboards/control-state";
import {
  exploreConfig,
  exploreSource,
  hasFields,
  PLACE_STEPS,
  parseExplore,
  startState,
  writeExplore,
  writeView,
} from "@/lib/explore/explore-state";
import { CHART_CHOICES } from "@/lib/explore/suggest-chart";
import type { TableConfig } from "@/lib/table/table-config";
import { rootQuery } from "@/lib/table/table-tree";

const INFO = {
  id: "sales",
  label: "Sales",
  defaultTime: "date",
  dimensions: [
    { name: "date", label: "Date", type: "date" as const },
    { name: "at", label: "At", type: "time" as const },
    { name: "brand", label: "Brand", type: "string" as const },
    { name: "channel", label: "Channel", type: "string" as const },
  ],
  measures: [
    { name: "margin", label: "Margin", additive: true },
    { name: "roi", label: "ROI", additive: false },
  ],
  hierarchies: [],
};
const CLOCK = { now: new Date("2026-01-20T03:00:00Z"), timezone: "Asia/Seoul" };
const parse = (text: string) => parseExplore(new URLSearchParams(text), INFO, CLOCK, null);

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values));
const days = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 28 })).map(([a, b]) => {
  const day = (n: number) => `2026-01-${String(n).padStart(2, "0")}`;
  return { from: day(Math.min(a, b)), to: day(Math.max(a, b)) };
});
const states = fc.record({
  controls: fc.record({
    range: fc
      .oneof(days, fc.constant({ from: "now-28d", to: "now-1d" }))
      .map((range) => ({ name: "date", ...range })),
    compare: fc.constantFrom(null, "previous_period" as const, "previous_year" as const),
    fields: fc.constant<ControlState["fields"]>([]),
  }),
  grains: fc
    .record(
      {
        date: fc.constantFrom("week", "month", "fiscal_year"),
        at: fc.constantFrom("hour", "quarter"),
      } as const,
      {
        requiredKeys: [],
      },
    )
    .map((grains) => ({ ...grains })),
  show: fc.constantFrom("table" as const, "chart" as const),
  kind: fc.constantFrom(null, ...CHART_CHOICES),
  top: fc.constantFrom(null, ...PLACE_STEPS),
  table: fc.record({
    page: fc.integer({ min: 1, max: 50 }),
    config: fc.record(
      {
        dimensions: some("date", "brand", "channel"),
        metrics: some("margin", "roi", "margin__change"),
        sort: fc.constant<TableConfig["sort"]>([{ column: "margin", direction: "desc" as const }]),
        filters: fc.constant<TableConfig["filters"]>([
          { name: "brand", op: "in" as const, values: ["닥터, 트루:1", "b"] },
        ]),
        pivot: fc.constant<TableConfig["pivot"]>({
          dimensions: [{ name: "date", grain: "month" as const }, "channel"],
        }),
        grandTotal: fc.constant(false),
        search: fc.constant("닥터"),
      },
      { requiredKeys: [] },
    ),
  }),
});

describe("the address", () => {
  it("says all of a state and gives it back", () => {
    fc.assert(
      fc.property(states, (state) => {
        const { state: read, notices } = parseExplore(
          writeExplore(INFO, state, JSON.stringify),
          INFO,
          CLOCK,
          null,
        );
        expect(read).toEqual(state);
        expect(notices).toEqual({ controls: [], ignored: [] });
      }),
    );
  });

  it("is empty where nothing was touched, and keeps what is not its own", () => {
    expect(writeExplore(INFO, startState(INFO), JSON.stringify).toString()).toBe("");
    const params = new URLSearchParams("utm_source=mail&t.x.dims=brand&show=chart&grain.date=week");
    expect(writeView(params, INFO, { ...startState(INFO), top: 5 }).toString()).toBe(
      "top=5&utm_source=mail&t.x.dims=brand",
    );
  });

  it("leaves out what it can't understand, tells of it and never throws", () => {
    const { state, notices } = parse(
      "from=2026-13-01&show=poster&kind=hologram&top=7&grain.brand=month&grain.date=hour&grain.none=day&t.x.dims=brand,none&t.x.metrics=none&t.x.q.margin=lt:x&compare=never",
    );
    expect(state).toEqual({ ...startState(INFO), table: { config: { dimensions: ["brand"] }, page: 1 } });
    expect(notices.controls.map(({ param }) => param)).toEqual(["from", "compare"]);
    expect(notices.ignored.map(({ param, reason }) => `${param} ${reason}`)).toEqual([
      "show badValue",
      "kind badValue",
      "top badValue",
      "grain.brand unknownColumn",
      "grain.date badValue",
      "grain.none unknownColumn",
      "t.x.dims unknownColumn",
      "t.x.metrics unknownColumn",
      "t.x.q.margin badValue",
    ]);
    const names = [
      "from",
      "compare",
      "show",
      "kind",
      "top",
      "grain.date",
      "t.x.dims",
      "t.x.pivot",
      "t.x.q.roi",
      "x",
    ];
    const params = fc.array(fc.tuple(fc.constantFrom(...names), fc.string()), { maxLength: 6 });
    fc.assert(
      fc.property(params, (pairs) => void parseExplore(new URLSearchParams(pairs), INFO, CLOCK, null)),
    );
  });
});

it("asks for the chosen fields alone, dimensions of time by their unit", () => {
  const { state } = parse(
    "grain.date=month&t.x.dims=date,at,brand&t.x.metrics=roi&from=2026-01-01&to=2026-01-31",
  );
  const source = exploreSource(INFO, state);
  const { query } = rootQuery(source, exploreConfig(state), { page: 1 });
  expect(query).toMatchObject({
    dataset: "sales",
    dimensions: [{ name: "date", grain: "month" }, { name: "at", grain: "day" }, "brand"],
    measures: ["roi"],
    time: { name: "date", from: "2026-01-01", to: "2026-01-31" },
    totals: ["grand"],
  });
});

it("has nothing to ask before a field is chosen", () => {
  expect(hasFields(exploreConfig(parse("").state))).toBe(false);
  expect(hasFields(exploreConfig(parse("t.x.sort=margin&t.x.q.brand=a").state))).toBe(false);
  for (const one of ["dims=brand", "metrics=roi", "groups=brand", "pivot=brand"])
    expect(hasFields(exploreConfig(parse(`t.x.${one}`).state)), one).toBe(true);
});
