import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { HOSTILE } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";
import en from "@/messages/en.json";
import ko from "@/messages/ko.json";

const NOW = new Date("2026-01-20T03:00:00Z");
const ADMIN = testViewer({ role: "admin" });
const plan = (input: object, viewer = ADMIN) =>
  planQuery(parseInput(Query, { dataset: "hostile", ...input }), HOSTILE, viewer, NOW);

const refusal = (input: object): AppError => {
  try {
    plan(input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Whatever is refused is explained in both languages.
    for (const key of [error.key, ...error.fields.map((field) => field.key)])
      for (const messages of [en.errors, ko.errors]) expect(messages).toHaveProperty(key);
    return error;
  }
  throw new Error("was planned");
};

describe("names", () => {
  test("an unknown one is refused with the nearest, whatever it stands in", () => {
    for (const [input, path, nearest] of [
      [{ dimensions: ["brnd"] }, "dimensions.0", ["brand"]],
      [{ dimensions: [{ name: "dya", grain: "month" }] }, "dimensions.0.name", ["day"]],
      [{ measures: ["qty", "amont"] }, "measures.1", ["amount"]],
      [{ measures: ["qty"], filters: [{ name: "chanel", op: "is_null" }] }, "filters.0.name", ["channel"]],
      [{ measures: ["qty"], sort: [{ column: "qti" }] }, "sort.0.column", ["qty"]],
      [{ measures: ["qty"], time: { name: "dayy", from: "now", to: "now" } }, "time.name", ["day"]],
    ] as const) {
      const error = refusal(input);
      expect(error.code).toBe("QUERY_001");
      expect(error.key).toBe("unknownName");
      expect(error.details).toMatchObject({ path });
      expect(error.details?.nearest).toEqual(expect.arrayContaining([...nearest]));
    }
  });

  test("hidden names are unknown, and are never suggested", () => {
    const error = refusal({ dimensions: ["secret"] });
    expect(error.key).toBe("unknownName");
    expect(JSON.stringify(error.details)).not.toContain("secret_sum");
    expect(refusal({ measures: ["secret_su"] }).details?.nearest).toEqual([]);
  });

  test("the same dimension twice needs as", () => {
    const twice = [{ name: "day", grain: "month" }, { name: "day" }];
    expect(refusal({ dimensions: twice }).key).toBe("nameTwice");
    expect(refusal({ measures: ["qty", "qty"] }).key).toBe("nameTwice");
    expect(refusal({ dimensions: [{ name: "brand", as: "qty" }], measures: ["qty"] }).key).toBe("nameTwice");
    const ok = plan({ dimensions: [{ name: "day", grain: "month", as: "month" }, "day"] });
    expect(ok.outputs.map((o) => o.name)).toEqual(["month", "day"]);
  });
});

describe("what cannot be answered says why", () => {
  test.each([
    [
      { measures: ["qty"], search: { text: "a", dimensions: ["brand", "size"] } },
      "QUERY_001",
      "searchNeedsText",
    ],
    [{ measures: ["qty"], search: { text: "a", dimensions: ["secret"] } }, "QUERY_001", "unknownName"],
    [{ measures: ["qty"], search: { text: "a", dimensions: ["qty"] } }, "QUERY_001", "unknownName"],
    [{ measures: ["qty"], search: { text: "\0", dimensions: ["brand"] } }, "INPUT_001", "INPUT_001"],
    [{}, "QUERY_001", "emptyQuery"],
    [{ dimensions: [{ name: "day", grain: "hour" }] }, "QUERY_001", "grainNotForType"],
    [{ dimensions: [{ name: "brand", grain: "day" }] }, "QUERY_001", "grainNotForType"],
    [{ measures: ["qty"], compare: "previous_period" }, "QUERY_001", "compareNeedsTime"],
    [{ measures: ["qty"], top: { dimension: "brand", n: 3, by: "qty" } }, "QUERY_001", "unknownName"],
    [
      {
        dimensions: ["brand"],
        measures: ["qty"],
        top: { dimension: "brand", n: 3, by: "qty" },
        pivot: { dimensions: ["channel"] },
      },
      "QUERY_001",
      "topWithPivot",
    ],
    [{ dimensions: ["brand"], pivot: { dimensions: ["channel"] } }, "QUERY_001", "pivotNeedsMeasure"],
    [
      { dimensions: ["brand"], measures: ["qty"], pivot: { dimensions: ["brand"] } },
      "QUERY_001",
      "nameTwice",
    ],
    [
      {
        dimensions: ["brand"],
        measures: ["qty"],
        pivot: { dimensions: ["channel"] },
        sort: [{ column: 'qty@["naver", 1]' }],
      },
      "QUERY_001",
      "unknownName",
    ],
    // A day is many hours: joined to their columns, each row would come many times.
    [
      {
        dimensions: ["brand"],
        measures: ["qty"],
        pivot: { dimensions: [{ name: "at", grain: "hour" }] },
        sort: [{ column: 'qty@["2026-01-01"]' }],
      },
      "QUERY_001",
      "unknownName",
    ],
    [
      {
        dimensions: ["brand"],
        measures: ["qty"],
        calculations: [{ name: "s", kind: "share_of_total", of: "rate" }],
      },
      "QUERY_001",
      "shareOfNonAdditive",
    ],
    [
      {
        dimensions: ["brand"],
        measures: ["qty"],
        pivot: { dimensions: ["channel"] },
        calculations: [{ name: "s", kind: "rank", of: "qty" }],
      },
      "QUERY_001",
      "calculationWithPivot",
    ],
    [
      {
        dimensions: ["brand"],
        measures: ["qty"],
        calculations: [{ name: "r", kind: "rank", of: "qty" }],
        sort: [{ column: "r" }],
      },
      "QUERY_001",
      "sortByCalculation",
    ],
    [{ measures: ["qty"], time: { name: "brand", from: "now", to: "now" } }, "QUERY_001", "notATime"],
    [
      { measures: ["qty"], filters: [{ name: "brand", op: "lt", values: ["a"] }] },
      "QUERY_001",
      "operatorNotForType",
    ],
    [
      { measures: ["qty"], filters: [{ name: "size", op: "contains", values: ["1"] }] },
      "QUERY_001",
      "operatorNotForType",
    ],
    [
      {
        measures: ["qty"],
        time: { name: "day", from: "0001-01-01", to: "0001-01-02" },
        compare: "previous_period",
      },
      "QUERY_001",
      "nothingBefore",
    ],
  ])("%j", (input, code, key) => {
    expect(refusal(input)).toMatchObject({ code, key });
  });

  test.each([
    [{ time: { name: "day", from: "yesterday", to: "now" } }, "time.from", "wrongDay"],
    [{ time: { name: "day", from: "now", to: "2026-02-30" } }, "time.to", "wrongDay"],
    [{ time: { name: "day", from: "now", to: "now-1d" } }, "time.to", "fromAfterTo"],
    [{ timezone: "+09:00" }, "timezone", "unknownZone"],
    [{ filters: [{ name: "brand", op: "eq", values: [null] }] }, "filters.0.values.0", "useIsNull"],
    [{ filters: [{ name: "brand", op: "eq", values: [] }] }, "filters.0.values", "valueCount"],
    [{ filters: [{ name: "size", op: "between", values: [1] }] }, "filters.0.values", "valueCount"],
    [{ filters: [{ name: "brand", op: "is_null", values: ["x"] }] }, "filters.0.values", "valueCount"],
    [{ filters: [{ name: "brand", op: "in", values: ["x", 1] }] }, "filters.0.values.1", "wrongValue_string"],
    [{ filters: [{ name: "brand", op: "eq", values: ["a\0b"] }] }, "filters.0.values.0", "wrongValue_string"],
    [
      { filters: [{ name: "size", op: "eq", values: ["1; drop"] }] },
      "filters.0.values.0",
      "wrongValue_number",
    ],
    [{ filters: [{ name: "qty", op: "gt", values: ["many"] }] }, "filters.0.values.0", "wrongValue_number"],
    [{ filters: [{ name: "active", op: "eq", values: [1] }] }, "filters.0.values.0", "wrongValue_boolean"],
    [
      { filters: [{ name: "day", op: "eq", values: ["2026-01-01T00:00:00Z"] }] },
      "filters.0.values.0",
      "wrongValue_date",
    ],
    [
      { filters: [{ name: "at", op: "eq", values: ["2026-01-01T00:00:00"] }] },
      "filters.0.values.0",
      "wrongValue_time",
    ],
    [
      { filters: [{ name: "at", op: "in", values: ["2026-01-01", "2026-01-01T00:00:00Z"] }] },
      "filters.0.values.1",
      "daysAndTimesMixed",
    ],
  ])("%j names its path", (input, path, key) => {
    const error = refusal({ measures: ["qty"], ...input });
    expect(error.code).toBe("INPUT_001");
    expect(error.fields).toMatchObject([{ path, key }]);
  });
});

describe("time", () => {
  test("the previous period is as many days just before, the previous year the same days", () => {
    const time = { name: "day", from: "2026-01-01", to: "2026-01-31" };
    const earlier = (compare: string) => plan({ measures: ["qty"], time, compare }).time?.previous;
    expect(earlier("previous_period")).toMatchObject({ from: "2025-12-01", to: "2025-12-31" });
    expect(earlier("previous_year")).toMatchObject({ from: "2025-01-01", to: "2025-01-31" });
  });

  test("a week begins where the viewer's does, Monday without a choice", () => {
    const week = (weekStart?: 0 | 1) =>
      new Date(
        `${
          plan(
            { measures: ["qty"], time: { name: "day", from: "now/w", to: "now/w" } },
            testViewer(weekStart === undefined ? { role: "admin" } : { role: "admin", weekStart }),
          ).time?.window.from
        }T00:00:00Z`,
      ).getUTCDay();
    expect([week(), week(1), week(0)]).toEqual([1, 1, 0]);
  });

  test("relative days are days in the query's zone, else in the viewer's", () => {
    const late = new Date("2026-01-20T20:00:00Z");
    const window = (timezone?: string) => {
      const time = { name: "day", from: "now", to: "now" };
      const query = parseInput(Query, {
        dataset: "hostile",
        measures: ["qty"],
        time,
        ...(timezone ? { timezone } : {}),
      });
      return planQuery(query, HOSTILE, ADMIN, late).time?.window.from;
    };
    expect(window()).toBe("2026-01-21");
    expect(window("America/New_York")).toBe("2026-01-20");
  });
});

describe("row rules", () => {
  const rules = (viewer = ADMIN) => plan({ measures: ["qty"] }, viewer).rowRules;

  test("roles in except see all, an attribute's holders its values, all others nothing", () => {
    expect(rules()).toEqual([]);
    const seen = rules(testViewer({ attributes: { channel: ["naver"] } }));
    expect(seen).toMatchObject([
      { on: { at: { column: "channel" } }, test: { op: "any", values: ["naver"], nulls: false } },
    ]);
    expect(rules(testViewer())).toMatchObject([{ test: { op: "any", values: [], negate: false } }]);
  });

  test("an attribute is the viewer's own, never one every object has", () => {
    const rows = [{ dimension: "channel", attribute: "constructor", except: [], exceptGroups: [] }];
    const query = parseInput(Query, { dataset: "hostile", measures: ["qty"] });
    const { rowRules } = planQuery(query, { ...HOSTILE, rows }, ADMIN, NOW);
    expect(rowRules).toMatchObject([{ test: { values: [] } }]);
  });
});

test("sort: comparisons are columns like others", () => {
  const time = { name: "day", from: "now-7d", to: "now" };
  const sorted = plan({
    dimensions: ["brand", "channel"],
    measures: ["qty"],
    time,
    compare: "previous_period",
    sort: [{ column: "qty__previous", direction: "desc" }, { column: "channel" }],
  });
  expect(sorted.outputs.map((o) => o.name)).toEqual([
    "brand",
    "channel",
    "qty",
    "qty__previous",
    "qty__delta",
    "qty__change",
  ]);
  expect(sorted.sort).toEqual([
    { by: { kind: "measure", index: 0, part: "previous", under: null }, direction: "desc" },
    { by: { kind: "dimension", index: 1 }, direction: "asc" },
  ]);
});

test("a plan is plain data: it survives JSON, and holds no SQL", () => {
  const made = plan({
    dimensions: ["brand"],
    measures: ["rate"],
    filters: [{ name: "brand", op: "contains", values: ["x"] }],
  });
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  expect(JSON.stringify(made)).not.toMatch(/select |from |where /i);
});

test("the ends of between are ends of a time range: a unit's first day and its last", () => {
  const values = ["now-1M/M", "now-1M/M"];
  const [filter] = plan({ measures: ["qty"], filters: [{ name: "day", op: "between", values }] }).filters;
  expect(filter?.test).toEqual({ op: "between", as: "date", low: "2025-12-01", high: "2025-12-31" });
});
