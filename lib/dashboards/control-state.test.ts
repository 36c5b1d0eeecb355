import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ControlState,
  controlFilters,
  defaultControls,
  parseControls,
  serializeControls,
} from "@/lib/dashboards/control-state";
import type { FieldState } from "@/lib/dashboards/controls/field";
import { isReversed, toBound } from "@/lib/dashboards/controls/number-field";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

const spec = sampleSpec();
const clock = { now: new Date("2026-03-10T02:00:00Z"), timezone: "Asia/Seoul" };
const parse = (query: string, of = spec) => parseControls(of, new URLSearchParams(query), clock);
const valuesOf = (query: string, of = spec) =>
  parse(query, of).state.fields.map((field) => (field.type === "select" ? field.values : null))[0];
const withDefault = sampleSpec({
  controls: [
    {
      type: "select",
      name: "channel",
      dataset: "sales",
      dimension: "channel",
      default: ["naver", "coupang"],
    },
  ],
});

const everyKind = sampleSpec({
  controls: [
    { type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } },
    { type: "select", name: "many", dataset: "sales", dimension: "channel" },
    { type: "select", name: "one", dataset: "sales", dimension: "channel", multiple: false },
    { type: "text", name: "words", dataset: "sales", dimension: "product" },
    { type: "number_range", name: "size", dataset: "sales", dimension: "size" },
    {
      type: "toggle",
      name: "ads",
      label: "Advertised",
      dataset: "sales",
      filters: [{ name: "campaign", op: "is_not_null" }],
    },
    {
      type: "dimension_switch",
      name: "show",
      label: "Show",
      options: ["brand", "product", { name: "date", grain: "month" }],
    },
    { type: "metric_switch", name: "measure", label: "Measure", options: ["margin", "roi"], default: "roi" },
    { type: "grain_switch", name: "by", label: "By", dimension: "date", options: ["day", "week"] },
    { type: "select", name: "must", dataset: "sales", dimension: "brand", required: true, default: ["x"] },
    { type: "select", name: "fixed", dataset: "sales", dimension: "country", locked: true, default: ["KR"] },
  ],
});

describe("parseControls", () => {
  it("starts from the dashboard's defaults", () => {
    expect(parse("").state).toEqual({
      range: { name: "date", from: "now-28d", to: "now-1d" },
      compare: "previous_period",
      fields: [{ type: "select", name: "channel", dataset: "sales", dimension: "channel", values: [] }],
    });
    expect(parse("").notices).toEqual([]);
  });

  it("reads dates, relative forms, comparison and repeated filter values", () => {
    const { state, notices } = parse(
      "from=2026-01-01&to=now-1M/M&compare=previous_year&f.channel=naver&f.channel=coupang",
    );
    expect(state.range).toEqual({ name: "date", from: "2026-01-01", to: "now-1M/M" });
    expect(state.compare).toBe("previous_year");
    expect(controlFilters(state, "sales")).toEqual([
      { name: "channel", op: "in", values: ["naver", "coupang"] },
    ]);
    expect(controlFilters(state, "other")).toEqual([]);
    expect(notices).toEqual([]);
  });

  it("takes a page's searchParams object too", () => {
    const { state } = parseControls(
      spec,
      { "f.channel": ["a", "b"], from: "2026-01-01", to: undefined },
      clock,
    );
    expect(state.fields[0]).toMatchObject({ values: ["a", "b"] });
    expect(state.range?.from).toBe("2026-01-01");
  });

  it.each([
    ["from=2026-02-30", "from", "badDate"],
    ["from='; drop table users --", "from", "badDate"],
    ["to=now-99999999d", "to", "badDate"],
    ["from=2026-03-09&to=2026-03-01", "from", "reversedRange"],
    ["from=now&to=now-3d", "from", "reversedRange"],
    ["compare=last_week", "compare", "badCompare"],
    ["f.brand=x", "f.brand", "unknownFilter"],
    ["f.__proto__=x", "f.__proto__", "unknownFilter"],
    ["f.constructor=x", "f.constructor", "unknownFilter"],
    [`f.channel=${"x".repeat(1001)}`, "f.channel", "badValue"],
    ["f.channel=a%00b", "f.channel", "badValue"],
  ])("ignores %s with a notice", (query, param, key) => {
    const { state, notices } = parse(query);
    expect(state).toEqual(defaultControls(spec));
    expect(notices).toMatchObject([{ param, key }]);
    expect(notices[0]?.value.length).toBeLessThanOrEqual(64);
  });

  it("keeps the other side when one date is bad, and the good values beside a bad one", () => {
    expect(parse("from=2026-01-05&to=never").state.range).toMatchObject({ from: "2026-01-05", to: "now-1d" });
    expect(valuesOf("f.channel=naver&f.channel=%00")).toEqual(["naver"]);
  });

  it("uses at most 500 values and says so", () => {
    const { state, notices } = parse(Array.from({ length: 501 }, (_, i) => `f.channel=${i}`).join("&"));
    expect(state.fields[0]).toMatchObject({ values: { length: 500 } });
    expect(notices).toMatchObject([{ key: "tooManyValues", value: "501" }]);
  });

  it("says that a dashboard without a date range has none", () => {
    expect(parse("from=2026-01-01", withDefault)).toMatchObject({
      state: { range: null },
      notices: [{ param: "from", key: "noDateRange" }],
    });
  });

  it("lets an empty value clear a default, and keeps the default when nothing usable came", () => {
    expect(valuesOf("f.channel=", withDefault)).toEqual([]);
    expect(valuesOf("f.channel=%00", withDefault)).toEqual(["naver", "coupang"]);
  });

  it("never throws, whatever the URL holds", () => {
    const word = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("from", "to", "f.channel", "f.", "now", "__proto__"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word)), (pairs) => {
        const object = Object.fromEntries(pairs);
        const { state } = parseControls(spec, object, clock);
        expect(state.fields).toHaveLength(1);
        expect(parseControls(spec, new URLSearchParams(pairs), clock).state.range?.name).toBe("date");
      }),
    );
  });
});

describe("serializeControls", () => {
  it("leaves defaults out", () => {
    expect(serializeControls(spec, defaultControls(spec)).toString()).toBe("");
    expect(
      serializeControls(withDefault, parse("f.channel=coupang&f.channel=naver", withDefault).state).size,
    ).toBe(0);
  });

  it("is undone by parsing, whatever the kinds and their values", () => {
    const text = fc
      .string({ maxLength: 40, unit: "grapheme" })
      .map((given) => given.normalize("NFC").trim())
      .filter((given) => !/\p{Surrogate}|\0/u.test(given));
    const value = fc.oneof(text, fc.constantFrom(null, "", "\\N", "\\e", "\\\\", "a,b"));
    const day = fc
      .date({ min: new Date("1999-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const bound = fc.oneof(
      fc.constant(null),
      fc
        .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(999))
        .map(([whole, fraction]) => toBound(`${whole}.${fraction}`)),
    );
    const pick = (name: string, query: string) =>
      parse(query, everyKind).state.fields.find((field) => field.name === name)!;
    fc.assert(
      fc.property(
        fc.uniqueArray(value, { maxLength: 12 }),
        fc.option(value),
        text,
        fc.tuple(bound, bound),
        fc.boolean(),
        fc.constantFrom("brand", "product", "date:month"),
        fc.constantFrom("margin", "roi"),
        fc.constantFrom("day", "week"),
        fc.tuple(day, day),
        fc.constantFrom(null, "previous_period" as const, "previous_year" as const),
        (values, one, words, bounds, on, show, measure, by, days, compare) => {
          const [from, to] = isReversed(...bounds) ? [bounds[1], bounds[0]] : bounds;
          const start = defaultControls(everyKind);
          const [first = "", last = ""] = [...days].sort();
          const state: ControlState = {
            range: { name: "date", from: first, to: last },
            compare,
            fields: start.fields.map((field): FieldState => {
              if (field.name === "must" || field.name === "fixed") return field;
              if (field.type === "select")
                return { ...field, values: field.name === "one" ? (one === null ? [] : [one]) : values };
              if (field.type === "text") return { ...field, text: words };
              if (field.type === "number_range") return { ...field, from, to };
              if (field.type === "toggle") return { ...field, on };
              return pick(field.name, `f.show=${show}&f.measure=${measure}&f.by=${by}`);
            }),
          };
          const query = serializeControls(everyKind, state).toString();
          const again = parseControls(everyKind, new URLSearchParams(query), clock);
          expect(again.notices).toEqual([]);
          expect(again.state).toEqual(state);
        },
      ),
    );
  });
});

describe("each kind of control", () => {
  it.each([
    ["f.one=a&f.one=b", "oneValue", "b"],
    ["f.must=", "required", ""],
    [`f.words=${"x".repeat(201)}`, "badText", "x".repeat(60)],
    ["f.words=a%00", "badText", "a"],
    ["f.size=ten..20", "badNumbers", "ten..20"],
    ["f.size=1e3..", "badNumbers", "1e3.."],
    ["f.size=5", "badNumbers", "5"],
    ["f.size=1..2..3", "badNumbers", "1..2..3"],
    ["f.size=50..10", "reversedNumbers", "50..10"],
    ["f.ads=yes", "badToggle", "yes"],
    ["f.show=sku", "unknownOption", "sku"],
    ["f.measure=constructor", "unknownOption", "constructor"],
    ["f.by=hour", "unknownOption", "hour"],
    ["f.fixed=other", "locked", "other"],
    ["f.fixed=", "locked", ""],
  ])("ignores %s with a notice of %s", (query, key, value) => {
    const { state, notices } = parse(query, everyKind);
    const start = defaultControls(everyKind);
    // Of two values the first may stand.
    if (key !== "oneValue") expect(state).toEqual(start);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ key });
    expect(notices[0]?.value).toContain(value);
  });

  it("holds a locked date range against the address", () => {
    const fixed = sampleSpec({
      controls: [
        { type: "date_range", dimension: "date", default: { from: "now-7d", to: "now" }, locked: true },
      ],
    });
    const { state, notices } = parse("from=2020-01-01&to=2020-01-31&compare=previous_year", fixed);
    expect(state).toEqual(defaultControls(fixed));
    expect(notices.map(({ param, key }) => [param, key])).toEqual([
      ["from", "locked"],
      ["to", "locked"],
      ["compare", "locked"],
    ]);
  });

  it("refuses values a dimension can't have, and keeps the others", () => {
    const { state, notices } = parseControls(
      everyKind,
      new URLSearchParams("f.many=1&f.many=x&f.many=%5CN"),
      {
        ...clock,
        fits: (dataset, dimension, value) => dataset === "sales" && dimension === "channel" && value === "1",
      },
    );
    expect(state.fields[0]).toMatchObject({ values: ["1", null] });
    expect(notices).toMatchObject([{ param: "f.many", key: "badValue", value: "x" }]);
  });

  it("filters by what is chosen", () => {
    const filters = (query: string) => controlFilters(parse(query, everyKind).state, "sales").slice(0, -2);
    const rest = controlFilters(defaultControls(everyKind), "sales");
    expect(rest).toEqual([
      { name: "brand", op: "in", values: ["x"] },
      { name: "country", op: "in", values: ["KR"] },
    ]);
    expect(filters("f.many=%5CN&f.many=%5Ce")).toEqual([{ name: "channel", op: "in", values: [null, ""] }]);
    expect(filters("f.words=%20a%25_b%20")).toEqual([{ name: "product", op: "contains", values: ["a%_b"] }]);
    expect(filters("f.size=-1.50..007")).toEqual([{ name: "size", op: "between", values: ["-1.5", "7"] }]);
    expect(filters("f.size=..0")).toEqual([{ name: "size", op: "lte", values: ["0"] }]);
    expect(filters("f.size=3..")).toEqual([{ name: "size", op: "gte", values: ["3"] }]);
    expect(filters("f.ads=1")).toEqual([{ name: "campaign", op: "is_not_null", values: [] }]);
    expect(filters("f.show=product&f.by=week")).toEqual([]);
  });
});
