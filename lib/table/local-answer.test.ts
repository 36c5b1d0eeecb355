import { describe, expect, it } from "vitest";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { type Basis, localAnswer } from "@/lib/table/local-answer";

const column = (name: string, type: ResultColumn["type"], kind: ResultColumn["kind"] = "dimension") => ({
  name,
  label: name,
  kind,
  type,
});
const columns: ResultColumn[] = [
  column("brand", "string"),
  column("day", "date"),
  column("margin", "number", "measure"),
  column("roi", "number", "measure"),
];
const question: QueryInput = {
  dataset: "sales",
  dimensions: ["brand", "day"],
  measures: ["margin", "roi"],
  filters: [{ name: "channel", op: "eq", values: ["naver"] }],
  totals: ["grand"],
  limit: 20,
};
const rows: Cell[][] = [
  ["닥터", "2026-01-02", "9007199254740993", 10.5],
  ["닥터", "2026-01-01", 9_007_199_254_740_992, 10.5],
  ["가나", null, -5, null],
  [null, "2026-01-01", null, 0],
];
const basisOf = (over: { query?: QueryInput; rows?: Cell[][]; truncated?: boolean } = {}): Basis => {
  const list = over.rows ?? rows;
  const result: Result = {
    columns,
    rows: list,
    grandTotal: { margin: 1, roi: 2 },
    meta: {
      source: "s",
      rollup: null,
      cached: false,
      elapsedMs: 12,
      rowCount: list.length,
      truncated: over.truncated ?? false,
      dataAsOf: null,
    },
  };
  return { query: over.query ?? question, result };
};
const ask = (over: Partial<QueryInput>, basis = basisOf()) => localAnswer(basis, { ...question, ...over });
const firsts = (over: Partial<QueryInput>, basis = basisOf()) =>
  ask(over, basis)?.result.rows.map((row) =>
    rows.indexOf(rows.find((one) => String(one) === String(row)) ?? []),
  );
const filters = (...more: NonNullable<QueryInput["filters"]>) => ({
  filters: [...(question.filters ?? []), ...more],
});

describe("the same rows in another order", () => {
  it("are sorted to the last digit, nulls last both ways, ties by the other dimensions", () => {
    expect(firsts({ sort: [{ column: "margin", direction: "desc" }] })).toEqual([0, 1, 2, 3]);
    expect(firsts({ sort: [{ column: "margin" }] })).toEqual([2, 1, 0, 3]);
    expect(firsts({ sort: [{ column: "roi", direction: "desc" }] })).toEqual([1, 0, 3, 2]);
    expect(firsts({ sort: [{ column: "day" }, { column: "roi" }] })).toEqual([3, 1, 0, 2]);
    expect(firsts({ limit: 30 })).toEqual([2, 1, 0, 3]);
  });

  it("keep their totals, and need the engine only where a null may hide a number", () => {
    const sorted = ask({ sort: [{ column: "brand", direction: "desc" }] });
    expect(sorted).toMatchObject({ totals: true, complete: true, result: { grandTotal: { margin: 1 } } });
    expect(ask({ sort: [{ column: "roi" }] })).toMatchObject({ totals: true, complete: false });
  });

  it("come page by page", () => {
    const page = ask({ sort: [{ column: "brand" }], limit: 3, offset: 0 });
    expect(page?.result.meta).toMatchObject({ rowCount: 3, truncated: true });
    expect(firsts({ sort: [{ column: "brand" }], limit: 3, offset: 3 })).toEqual([3]);
  });

  it("are the engine's where texts have to be put in order that databases order otherwise", () => {
    for (const other of ["닥터 A", "Abc", "é", "닥터1", "e\u0301", "a-b"]) {
      const mixed = basisOf({ rows: [...rows, [other, "2026-01-05", 7, 7]] });
      expect(ask({ sort: [{ column: "brand" }] }, mixed), other).toBeNull();
      // Numbers that differ decide before any text has to.
      expect(ask({ sort: [{ column: "day" }, { column: "margin" }] }, mixed), other).not.toBeNull();
    }
  });
});

describe("fewer rows", () => {
  it("are those that pass, and their totals are still to come", () => {
    const found = ask(filters({ name: "brand", op: "eq", values: ["닥터"] }));
    expect(found).toMatchObject({ totals: false, complete: false });
    expect(firsts(filters({ name: "brand", op: "eq", values: ["닥터"] }))).toEqual([1, 0]);
    expect(firsts(filters({ name: "brand", op: "nin", values: ["닥터", null] }))).toEqual([2]);
    expect(firsts(filters({ name: "brand", op: "ne", values: ["닥터"] }))).toEqual([2, 3]);
    expect(firsts(filters({ name: "brand", op: "starts_with", values: ["닥"] }))).toEqual([1, 0]);
    expect(firsts(filters({ name: "day", op: "between", values: ["2026-01-01", "2026-01-01"] }))).toEqual([
      1, 3,
    ]);
    expect(firsts(filters({ name: "margin", op: "gte", values: [0] }))).toEqual([1, 0]);
    expect(firsts(filters({ name: "roi", op: "is_null" }))).toEqual([2]);
    expect(firsts({ search: { text: "나", dimensions: ["brand"] } })).toEqual([2]);
  });

  it.each([
    ["a dimension that is not shown", filters({ name: "country", op: "eq", values: ["KR"] })],
    ["days that move", filters({ name: "day", op: "gte", values: ["now-7d"] })],
    ["a value the engine refuses", filters({ name: "margin", op: "eq", values: ["x"] })],
    ["digits a double may lose", filters({ name: "margin", op: "eq", values: ["9007199254740993"] })],
    ["a filter that was taken away", { filters: [] }],
    ["a search in what is not shown", { search: { text: "a", dimensions: ["brand", "sku"] } }],
    ["other measures", { measures: ["margin"] }],
    ["another period", { time: { name: "day", from: "now", to: "now" } }],
    ["subtotals", { totals: ["grand" as const, "subtotals" as const] }],
    ["measures beside a comparison", { compare: "previous_period" as const }],
  ])("are the engine's: %s", (_, over) => {
    expect(ask(over)).toBeNull();
  });

  it("are the engine's where letters have cases that databases fold otherwise", () => {
    const cased = basisOf({ rows: [...rows, ["Σas", "2026-01-05", 7, 7]] });
    expect(ask(filters({ name: "brand", op: "contains", values: ["a"] }), cased)).toBeNull();
    const plain = basisOf({
      rows: [
        ["ABC", null, 1, 1],
        ["닥터", null, 2, 2],
      ],
    });
    const sort = [{ column: "margin" }];
    const found = ask({ ...filters({ name: "brand", op: "contains", values: ["b"] }), sort }, plain);
    expect(found?.result.rows).toEqual([["ABC", null, 1, 1]]);
  });
});

it("asks the engine where not all rows are at hand, or where cells are not the filtered values", () => {
  const sort = [{ column: "margin" }];
  expect(ask({ sort }, basisOf({ truncated: true }))).toBeNull();
  expect(ask({ sort }, basisOf({ query: { ...question, offset: 20 } }))).toBeNull();
  const old = basisOf();
  old.result.meta.stale = true;
  expect(ask({ sort }, old)).toBeNull();
  const month = { ...question, dimensions: ["brand", { name: "day", grain: "month" as const }] };
  const grained = basisOf({ query: month });
  grained.result.columns = columns.map((one) =>
    one.name === "day" ? { ...one, grain: "month" as const } : one,
  );
  const monthly = (over: object) => localAnswer(grained, { ...month, ...over });
  expect(monthly({ sort })).not.toBeNull();
  expect(monthly(filters({ name: "day", op: "gte", values: ["2026-01-01"] }))).toBeNull();
  const masked = basisOf();
  masked.result.columns = columns.map((one) => (one.name === "margin" ? { ...one, masked: true } : one));
  expect(ask({ sort }, masked)).toBeNull();
});
