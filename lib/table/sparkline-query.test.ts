import { describe, expect, it } from "vitest";
import { Query } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import type { KnownColumn } from "@/lib/table/known-columns";
import { readSparks, type SparkQuery, sparkQueries, sparkRange } from "@/lib/table/sparkline-query";
import type { TableSource } from "@/lib/table/table-tree";

const dimension = (name: string, type: KnownColumn["type"] = "string"): KnownColumn => ({
  name,
  label: name,
  kind: "dimension",
  type,
});
const measure = (name: string): KnownColumn => ({ name, label: name, kind: "measure", type: "number" });

const source: TableSource = {
  base: {
    dataset: "sales",
    dimensions: ["product"],
    measures: ["margin"],
    filters: [{ name: "channel", op: "in", values: ["naver"] }],
    time: { name: "date", from: "now-28d", to: "now-1d" },
    compare: "previous_period",
    totals: ["grand"],
  },
  columns: [
    dimension("product"),
    measure("margin"),
    measure("roi"),
    dimension("brand"),
    dimension("channel"),
    dimension("date", "date"),
  ],
  hierarchies: [{ levels: ["brand", "product", "sku"] }],
};
const config = { groups: ["brand"] };
const range = { name: "date", from: "2026-01-01", to: "2026-01-03", grain: "day" } as const;
const ask = (paths: (string | null)[][], given: Parameters<typeof sparkQueries>[1] = config) =>
  sparkQueries(source, given, paths, ["margin"], range);

describe("sparkRange", () => {
  it("is the dashboard's dates, by a grain that fits", () => {
    const now = new Date("2026-03-01T00:00:00Z");
    expect(sparkRange(source, now, "Asia/Seoul")).toEqual({
      name: "date",
      from: "2026-02-01",
      to: "2026-02-28",
      grain: "day",
    });
    const { time: _, ...base } = source.base;
    expect(sparkRange({ ...source, base }, now, "Asia/Seoul")).toBeNull();
  });
});

describe("sparkQueries", () => {
  it("asks once a level for all its lines: the table's question by day, of their values", () => {
    const asked = ask([["a"], ["a", "x"], ["a", "y"], ["b"], ["a"]]);
    expect(asked.map(({ depth, paths }) => [depth, paths])).toEqual([
      [1, [["a"], ["b"]]],
      [
        2,
        [
          ["a", "x"],
          ["a", "y"],
        ],
      ],
    ]);
    expect(asked[1]?.query).toEqual({
      dataset: "sales",
      dimensions: ["brand", "product", { name: "date", grain: "day" }],
      measures: ["margin"],
      filters: [
        { name: "channel", op: "in", values: ["naver"] },
        { name: "brand", op: "in", values: ["a"] },
        { name: "product", op: "in", values: ["x", "y"] },
      ],
      time: source.base.time,
      totals: [],
      limit: 100_000,
    });
    for (const { query } of asked) expect(Query.safeParse(query).success).toBe(true);
  });

  it("asks for the total without any line, and for a line without a name", () => {
    const [total, nameless] = ask([[], [null]]);
    expect(total?.query.dimensions).toEqual([{ name: "date", grain: "day" }]);
    expect(nameless?.query.filters?.at(-1)).toEqual({ name: "brand", op: "in", values: [null] });
  });

  it("looks through what a quick search looks through above the rows; rows found are whole", () => {
    const asked = ask([[], ["a"], ["a", "x"]], { ...config, search: "닥" });
    const search = { text: "닥", dimensions: ["brand", "product"] };
    expect(asked.map(({ depth, query }) => [depth, query.search])).toEqual([
      [0, search],
      [1, search],
      [2, undefined],
    ]);
  });

  it("keeps an answer below the engine's limit", () => {
    const paths = Array.from({ length: 2500 }, (_, i) => [`brand ${i}`]);
    expect(ask(paths).map((one) => one.paths.length)).toEqual([1000, 1000, 500]);
  });

  it("asks nothing that would be of other rows: sums under a filter on measures, lines along time", () => {
    const filtered = { ...config, filters: [{ name: "margin", op: "lt" as const, values: [0] }] };
    const asked = ask([["a"], ["a", "x"]], filtered);
    expect(asked.map(({ depth }) => depth)).toEqual([2]);
    expect(asked[0]?.query.filters?.some(({ name }) => name === "margin")).toBe(false);
    expect(ask([["2026-01-01"]], { dimensions: ["date"] })).toEqual([]);
    expect(sparkQueries(source, config, [["a"]], [], range)).toEqual([]);
  });
});

describe("readSparks", () => {
  const asked = ask([["a"], ["b"]])[0] as SparkQuery;
  const answer = (rows: Result["rows"], truncated = false): Result => ({
    columns: [
      { name: "brand", label: "", kind: "dimension", type: "string" },
      { name: "date", label: "", kind: "dimension", type: "date", grain: "day" },
      { name: "margin", label: "", kind: "measure", type: "number" },
    ],
    rows,
    meta: { source: "", rollup: null, cached: false, elapsedMs: 0, rowCount: 0, truncated, dataAsOf: null },
  });

  it("gives each line its days, gaps where it has none", () => {
    const read = readSparks(
      asked,
      answer([
        ["a", "2026-01-01", 1],
        ["a", "2026-01-03", 3],
        ["c", "2026-01-02", 9],
      ]),
    );
    expect(read?.get('["a"]')?.get("margin")?.values).toEqual([1, null, 3]);
    expect(read?.get('["b"]')?.get("margin")?.ends).toBeUndefined();
    expect(read?.has('["c"]')).toBe(false);
  });

  it("draws nothing of an answer that was cut", () => {
    expect(readSparks(asked, answer([["a", "2026-01-01", 1]], true))).toBeNull();
  });
});
