import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  controlFilters,
  defaultControls,
  parseControls,
  serializeControls,
} from "@/lib/dashboards/control-state";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

const spec = sampleSpec();
const clock = { now: new Date("2026-03-10T02:00:00Z"), timezone: "Asia/Seoul" };
const parse = (query: string, of = spec) => parseControls(of, new URLSearchParams(query), clock);
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

describe("parseControls", () => {
  it("starts from the dashboard's defaults", () => {
    expect(parse("").state).toEqual({
      range: { name: "date", from: "now-28d", to: "now-1d" },
      compare: "previous_period",
      selections: [{ name: "channel", dataset: "sales", dimension: "channel", values: [] }],
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
    expect(state.selections[0]?.values).toEqual(["a", "b"]);
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
    expect(parse("f.channel=naver&f.channel=%00").state.selections[0]?.values).toEqual(["naver"]);
  });

  it("uses at most 500 values and says so", () => {
    const { state, notices } = parse(Array.from({ length: 501 }, (_, i) => `f.channel=${i}`).join("&"));
    expect(state.selections[0]?.values).toHaveLength(500);
    expect(notices).toMatchObject([{ key: "tooManyValues", value: "501" }]);
  });

  it("says that a dashboard without a date range has none", () => {
    expect(parse("from=2026-01-01", withDefault)).toMatchObject({
      state: { range: null },
      notices: [{ param: "from", key: "noDateRange" }],
    });
  });

  it("lets an empty value clear a default, and keeps the default when nothing usable came", () => {
    expect(parse("f.channel=", withDefault).state.selections[0]?.values).toEqual([]);
    expect(parse("f.channel=%00", withDefault).state.selections[0]?.values).toEqual(["naver", "coupang"]);
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
        expect(state.selections).toHaveLength(1);
        expect(parseControls(spec, new URLSearchParams(pairs), clock).state.range?.name).toBe("date");
      }),
    );
  });
});

describe("serializeControls", () => {
  it("leaves defaults out", () => {
    expect(serializeControls(spec, defaultControls(spec)).toString()).toBe("");
    const reordered = { ...defaultControls(withDefault) };
    reordered.selections = [{ ...reordered.selections[0]!, values: ["coupang", "naver"] }];
    expect(serializeControls(withDefault, reordered).toString()).toBe("");
  });

  it("is undone by parsing", () => {
    const value = fc
      .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
      .filter((text) => !/\p{Surrogate}|\0/u.test(text));
    const day = fc
      .date({ min: new Date("1999-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.uniqueArray(value, { maxLength: 20 }),
        fc.tuple(day, day).map((days) => days.sort()),
        fc.constantFrom(null, "previous_period" as const, "previous_year" as const),
        fc.constantFrom(spec, withDefault),
        (values, [from, to], compare, of) => {
          const state = defaultControls(of);
          state.selections = state.selections.map((selection) => ({ ...selection, values }));
          if (state.range) {
            state.range = { ...state.range, from: from!, to: to! };
            state.compare = compare;
          }
          const again = parseControls(
            of,
            new URLSearchParams(serializeControls(of, state).toString()),
            clock,
          );
          expect(again.notices).toEqual([]);
          expect({
            ...again.state,
            selections: again.state.selections.map((s) => [...s.values].sort()),
          }).toEqual({
            ...state,
            selections: state.selections.map((s) => [...s.values].sort()),
          });
        },
      ),
    );
  });
});
