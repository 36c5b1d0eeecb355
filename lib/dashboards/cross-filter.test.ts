import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CrossCondition,
  type CrossFilter,
  parseCross,
  serializeCross,
  withCross,
} from "@/lib/dashboards/cross-filter";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec, type Widget } from "@/lib/dashboards/schema";

const DIMENSIONS = [
  { name: "brand", type: "string" },
  { name: "date", type: "date" },
  { name: "at", type: "time" },
  { name: "size", type: "number" },
  { name: "paid", type: "boolean" },
  { name: "cost_center", type: "string", masked: true },
] as const;
const datasets = new Map([["sales", { dimensions: DIMENSIONS }]]);
const { widgets } = sampleSpec();
const parse = (query: string, of: readonly Widget[] = widgets) =>
  parseCross(of, new URLSearchParams(query), datasets);

describe("parseCross", () => {
  it("reads values, none at all and stretches of time of several widgets", () => {
    const read = parse(
      "x.brands=brand:A:1&x.brands=brand&x.daily=date@month:2026-01-01..2026-02-28&x.from=size:5",
    );
    expect(read.notices).toEqual([]);
    expect(read.filters).toEqual([
      { source: "brands", conditions: [{ dimension: "brand", values: ["A:1", null] }] },
      {
        source: "daily",
        conditions: [{ dimension: "date", grain: "month", from: "2026-01-01", to: "2026-02-28" }],
      },
      { source: "from", conditions: [{ dimension: "size", values: ["5"] }] },
    ]);
  });

  it.each([
    ["x.nothing=brand:A", "unknownCrossSource"],
    // Numbers alone have no marks.
    ["x.kpis=brand:A", "unknownCrossSource"],
    ["x.brands=brnd:A", "unknownCrossDimension"],
    ["x.brands=constructor:A", "unknownCrossDimension"],
    // What may not be seen may not be asked by either.
    ["x.brands=cost_center:1", "unknownCrossDimension"],
    ["x.from=cost_center:1", "unknownCrossDimension"],
    ["x.brands=size:many", "badCrossValue"],
    ["x.brands=paid:1", "badCrossValue"],
    ["x.brands=", "badCrossValue"],
    ["x.brands=brand@month:2026-01-01", "badCrossValue"],
    ["x.daily=date@fortnight:2026-01-01", "badCrossValue"],
    ["x.daily=date@day:2026-02-30", "badCrossValue"],
    ["x.daily=date@day:2026-02-03..2026-02-01", "badCrossValue"],
    ["x.daily=date@hour:2026-02-01T00:00:00Z", "badCrossValue"],
    ["x.daily=date@day:2026-02-01..2026-02-02..2026-02-03", "badCrossValue"],
    [`x.brands=brand:${"a".repeat(1300)}`, "badCrossValue"],
    ["x.brands=brand:%00", "badCrossValue"],
  ])("leaves %s out and says so", (query, key) => {
    const { filters, notices } = parse(query);
    expect(filters).toEqual([]);
    expect(notices).toMatchObject([{ param: query.slice(0, query.indexOf("=")), key }]);
  });

  it("keeps the first of two that can't hold together, and five hundred values of more", () => {
    const both = parse("x.daily=date@day:2026-01-01&x.daily=date@day:2026-02-01");
    expect(both.filters[0]?.conditions).toHaveLength(1);
    expect(both.notices).toMatchObject([{ key: "badCrossValue" }]);
    const many = parse(Array.from({ length: 501 }, (_, i) => `x.brands=brand:${i}`).join("&"));
    expect(many.filters[0]?.conditions).toMatchObject([{ values: { length: 500 } }]);
    expect(many.notices).toMatchObject([{ key: "tooManyValues", value: "501" }]);
  });

  it("takes nothing from a widget that sends nothing, and what was carried whatever a widget is called", () => {
    const silent = widgets.map((widget) =>
      widget.type === "table" ? { ...widget, crossFilter: { sends: false } } : widget,
    );
    expect(parse("x.brands=brand:A", silent).notices).toMatchObject([{ key: "unknownCrossSource" }]);
    const named = widgets.map((widget) => (widget.id === "brands" ? { ...widget, id: "from" } : widget));
    const carried = [{ source: "from", conditions: [{ dimension: "brand", values: ["A"] }] }];
    expect(parse("x.from=brand:A", named)).toEqual({ filters: carried, notices: [] });
  });

  it("passes over what is others'", () => {
    expect(parse("f.channel=naver&view=x&utm_x.brands=1&x=1")).toEqual({ filters: [], notices: [] });
  });
});

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }).filter((value) => !/[\0\p{Surrogate}]/u.test(value)),
  fc.constantFrom(":", "@", "..", "a&b=c", "%2C", "+", "닥터트루", ""),
);
const values = (one: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.option(one, { nil: null }), { minLength: 1, maxLength: 5 });
const day = fc
  .date({ min: new Date("2001-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const condition: fc.Arbitrary<CrossCondition> = fc.oneof(
  values(text).map((list) => ({ dimension: "brand", values: list })),
  values(fc.integer().map(String)).map((list) => ({ dimension: "size", values: list })),
  values(fc.boolean().map(String)).map((list) => ({ dimension: "paid", values: list })),
  fc
    .record({ grain: fc.constantFrom("day", "week", "month", "fiscal_year"), ends: fc.tuple(day, day) })
    .map(({ grain, ends }): CrossCondition => {
      const [from = "", to = ""] = [...ends].sort();
      return { dimension: "date", grain: grain as "day", from, to };
    }),
  day.map((start): CrossCondition => {
    const [from, to] = [`${start}T09:00:00+09:00`, `${start}T11:00:00+09:00`];
    return { dimension: "at", grain: "hour", from, to };
  }),
);
const state: fc.Arbitrary<CrossFilter[]> = fc.uniqueArray(
  fc.record({
    source: fc.constantFrom("daily", "brands", "from"),
    conditions: fc.uniqueArray(condition, {
      minLength: 1,
      maxLength: 4,
      selector: ({ dimension }) => dimension,
    }),
  }),
  { selector: ({ source }) => source, maxLength: 3 },
);

describe("the address", () => {
  it("says any state, and reads as that state again", () => {
    fc.assert(
      fc.property(state, (filters) => {
        const written = new URLSearchParams(serializeCross(filters)).toString();
        expect(parse(written)).toEqual({ filters, notices: [] });
      }),
    );
  });

  it("never fails on what anybody writes into it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("daily", "brands", "from", "x"),
        fc.string({ unit: "binary" }),
        (id, value) => {
          const { filters, notices } = parseCross(widgets, { [`x.${id}`]: value }, datasets);
          expect(filters.length + notices.length).toBe(1);
        },
      ),
    );
  });

  it("keeps all else, and the page of the table that was chosen on", () => {
    const next = withCross(
      new URLSearchParams("from=2026-01-01&t.brands.page=3&t.skus.page=2&t.skus.sort=a&x.daily=brand:A"),
      [{ source: "brands", conditions: [{ dimension: "brand", values: ["B"] }] }],
      "brands",
    );
    expect(next.toString()).toBe("from=2026-01-01&t.brands.page=3&t.skus.sort=a&x.brands=brand%3AB");
  });
});

describe("the document", () => {
  const withWidget = (more: object) =>
    DashboardSpec.safeParse({
      ...sampleSpec(),
      widgets: widgets.map((widget) => (widget.id === "brands" ? { ...widget, ...more } : widget)),
    });

  it("says who sends and who takes, and where rows lead, and nothing else", () => {
    expect(withWidget({ crossFilter: { sends: false, takes: true } }).success).toBe(true);
    expect(withWidget({ drillThrough: [{ dashboard: "products", carry: ["channel"] }] }).success).toBe(true);
    expect(withWidget({ crossFilter: { send: false } }).success).toBe(false);
    expect(withWidget({ crossFilter: false }).success).toBe(false);
    expect(withWidget({ drillThrough: [{ dashboard: "Not a slug" }] }).success).toBe(false);
    expect(withWidget({ drillThrough: [{ dashboard: "products", carry: "some" }] }).success).toBe(false);
  });
});
