import { describe, expect, test } from "vitest";
import { drillQuery as drillOrNull, nextLevel } from "@/lib/query/drill";
import type { QueryInput } from "@/lib/query/query";

const NAMES = {
  dimensions: [
    { name: "brand", type: "string" as const },
    { name: "product", type: "string" as const },
    { name: "date", type: "date" as const },
    { name: "at", type: "time" as const },
  ],
  measures: [{ name: "margin" }, { name: "roi" }],
};
const CATALOGUE = [{ levels: ["brand", "product", "sku"] }];

describe("nextLevel", () => {
  test("goes one level down, and ends at the last", () => {
    expect(nextLevel(["brand"], CATALOGUE)).toBe("product");
    expect(nextLevel(["channel", { name: "product" }], CATALOGUE)).toBe("sku");
    expect(nextLevel(["sku"], CATALOGUE)).toBeNull();
    expect(nextLevel(["country"], CATALOGUE)).toBeNull();
    expect(nextLevel([], CATALOGUE)).toBe("brand");
  });

  test("never offers what is shown already", () => {
    expect(nextLevel(["product", "brand"], CATALOGUE)).toBeNull();
    expect(nextLevel(["product", "brand"], [...CATALOGUE, { levels: ["brand", "country"] }])).toBe("country");
  });
});

describe("drillQuery", () => {
  const drillQuery = (...given: Parameters<typeof drillOrNull>): QueryInput => {
    const drilled = drillOrNull(...given);
    if (!drilled) throw new Error("no question says it");
    return drilled;
  };
  const query: QueryInput = {
    dataset: "sales",
    dimensions: ["brand"],
    measures: ["margin"],
    filters: [
      { name: "channel", op: "in", values: ["naver"] },
      { name: "roi", op: "lt", values: [0] },
    ],
    time: { name: "date", from: "now-28d", to: "now-1d" },
    compare: "previous_period",
    sort: [{ column: "brand" }, { column: "margin__change", direction: "desc" }],
    totals: ["grand", "subtotals"],
    limit: 20,
    offset: 40,
    top: { dimension: "brand", n: 5, by: "margin" },
    calculations: [{ name: "rank", kind: "rank", of: "margin" }],
  };

  test("a row: its values as filters, the filter on measures has done its work, the rest stays", () => {
    expect(drillQuery(query, NAMES, { values: ["닥터트루"] }, "product")).toEqual({
      dataset: "sales",
      dimensions: ["product"],
      measures: ["margin"],
      filters: [
        { name: "channel", op: "in", values: ["naver"] },
        { name: "brand", op: "eq", values: ["닥터트루"] },
      ],
      time: query.time,
      compare: "previous_period",
      sort: [{ column: "margin__change", direction: "desc" }],
      totals: ["grand"],
      limit: 20,
    });
    expect(drillQuery(query, NAMES, { values: [null] }, "product").filters?.at(-1)).toEqual({
      name: "brand",
      op: "is_null",
      values: [],
    });
  });

  test("a subtotal or the grand total: the question's next dimension, or all where groups were filtered by measures", () => {
    const two: QueryInput = { ...query, dimensions: ["brand", "product"] };
    const { dimensions, filters } = drillQuery(two, NAMES, { values: ["닥터트루"] }, null);
    expect(dimensions).toEqual(["brand", "product"]);
    expect(filters).toContainEqual({ name: "roi", op: "lt", values: [0] });
    const plain: QueryInput = { ...two, filters: [] };
    expect(drillQuery(plain, NAMES, { values: ["닥터트루"] }, null).dimensions).toEqual(["product"]);
    expect(drillQuery(plain, NAMES, { values: [] }, null).dimensions).toEqual(["brand"]);
  });

  test("others: the values it stands for", () => {
    const plain: QueryInput = { ...query, filters: [] };
    const line = { values: [null], others: { dimension: "brand", kept: ["a", null] } };
    const drilled = drillQuery(plain, NAMES, line, "product");
    expect(drilled.dimensions).toEqual(["brand"]);
    expect(drilled.filters).toEqual([{ name: "brand", op: "nin", values: ["a", null] }]);
    expect(drilled.top).toBeUndefined();
  });

  test("others of grains: all the days of the kept ones, or no question where a filter has no words for them", () => {
    const rest = (grain: "week" | "month" | "hour" | "year", kept: (string | null)[]) =>
      drillOrNull(
        { dataset: "sales", dimensions: [{ name: "at", grain }], measures: ["margin"] },
        NAMES,
        { values: [null], others: { dimension: "at", kept } },
        null,
      )?.filters;
    const [week] = rest("week", ["2026-02-23", null]) ?? [];
    expect(week).toMatchObject({ name: "at", op: "nin" });
    expect(week?.values).toEqual([
      ...["2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01"],
      null,
    ]);
    expect(rest("month", ["2024-02-01"])?.[0]?.values).toHaveLength(29);
    expect(rest("hour", ["2026-02-01T00:00:00Z"])).toBeUndefined();
    expect(
      rest(
        "year",
        Array.from({ length: 28 }, (_, i) => `${1990 + i}-01-01`),
      ),
    ).toBeUndefined();
  });

  test("where filters on measures kept parts of a line, they are asked again", () => {
    const filters = [{ name: "roi", op: "lt" as const, values: [0] }];
    const { top: _, ...flat } = query;
    const asked = { ...flat, filters, pivot: { dimensions: ["channel"] } };
    expect(drillQuery(asked, NAMES, { values: ["a"] }, "product")).toMatchObject({
      dimensions: ["brand"],
      filters: [...filters, { name: "brand", op: "eq", values: ["a"] }],
    });
    const whole: QueryInput = { dataset: "sales", measures: ["margin"], filters };
    expect(drillQuery(whole, NAMES, { values: [] }, null).filters).toEqual(filters);
  });

  test("nothing is left to ask of a row without measures and without a level below", () => {
    expect(
      drillOrNull({ dataset: "sales", dimensions: ["brand"] }, NAMES, { values: ["a"] }, null),
    ).toBeNull();
  });

  test.each([
    ["date", "day", "2026-02-28", { op: "eq", values: ["2026-02-28"] }],
    ["date", "week", "2026-02-23", { op: "between", values: ["2026-02-23", "2026-03-01"] }],
    ["date", "month", "2026-02-01", { op: "between", values: ["2026-02-01", "2026-02-28"] }],
    ["date", "quarter", "2026-01-01", { op: "between", values: ["2026-01-01", "2026-03-31"] }],
    ["date", "fiscal_year", "2025-04-01", { op: "between", values: ["2025-04-01", "2026-03-31"] }],
    ["at", "day", "2026-02-28", { op: "between", values: ["2026-02-28", "2026-02-28"] }],
  ] as const)("%s by %s", (name, grain, value, expected) => {
    const dated: QueryInput = { dataset: "sales", dimensions: [{ name, grain }], measures: ["margin"] };
    expect(drillQuery(dated, NAMES, { values: [value] }, null).filters).toEqual([{ name, ...expected }]);
  });

  test("an hour: from its instant to the next, the two of an autumn night apart", () => {
    const dimensions = [{ name: "at", grain: "hour" as const }];
    const dated: QueryInput = { dataset: "sales", dimensions, measures: ["margin"] };
    const { filters } = drillQuery(dated, NAMES, { values: ["2025-11-02T01:00:00-04:00"] }, null);
    expect(filters).toEqual([
      { name: "at", op: "gte", values: ["2025-11-02T01:00:00-04:00"] },
      { name: "at", op: "lt", values: ["2025-11-02T06:00:00.000Z"] },
    ]);
  });
});
