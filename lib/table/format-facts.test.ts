import { describe, expect, it } from "vitest";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { FACT_ROWS, factNeeds, factQueries, factsOf, readFacts } from "./format-facts";
import { ConditionalFormats } from "./format-rule";

const formats = ConditionalFormats.parse([
  { column: "roi", rules: [{ condition: "top_n", value: 3, icon: "star" }, { bar: { min: 0 } }] },
  { column: "margin__change", rules: [{ condition: "above_average", icon: "flag" }] },
  { column: "off", rules: [{ condition: "above_average", icon: "flag", enabled: false }] },
]);
const query: QueryInput = {
  dataset: "sales",
  dimensions: ["brand"],
  measures: ["margin", "roi"],
  compare: "previous_period",
  filters: [{ name: "channel", op: "eq", values: ["naver"] }],
  sort: [{ column: "roi" }],
  totals: ["grand"],
  limit: 20,
  offset: 40,
};
const answer = (column: string, values: (number | null)[], truncated = false) =>
  ({
    columns: [{ name: column, label: column, kind: "measure", type: "number" }],
    rows: values.map((value) => [value]),
    meta: { truncated },
  }) as Result;

describe("facts of formats", () => {
  it("asks for the best in order and for averages of all rows, under the table's own filters", () => {
    const asked = factQueries(query, factNeeds(formats));
    expect(
      asked.map(({ part, query: { measures, compare, sort, limit, offset } }) => [
        part,
        measures,
        compare,
        sort,
        limit,
        offset,
      ]),
    ).toEqual([
      ["top", ["roi"], undefined, [{ column: "roi", direction: "desc" }], 3, 0],
      ["all", ["margin"], "previous_period", [], FACT_ROWS, 0],
    ]);
    expect(
      asked.every(({ query: { filters, totals } }) => filters === query.filters && totals?.length === 0),
    ).toBe(true);
  });

  it("reads them back, and tells no average of a part", () => {
    const [top, all] = factQueries(query, factNeeds(formats));
    const facts = readFacts([
      { ...top!, result: answer("roi", [9, 7, 7]) },
      { ...all!, result: answer("margin__change", [1, 2, 6, null]) },
    ]);
    expect(facts.roi?.top).toEqual({ 1: 9, 3: 7 });
    expect(facts.margin__change?.average).toBe(3);
    const cut = readFacts([{ ...all!, result: answer("margin__change", [1, 2], true) }]);
    expect(cut.margin__change?.average).toBeUndefined();
  });

  it("places percentiles between neighbours", () => {
    const need = { column: "a", top: [], bottom: [], average: false, percentiles: [0, 25, 50, 100] };
    expect(factsOf([4, 1, null, 3, 2], need).percentiles).toEqual({ 0: 1, 25: 1.75, 50: 2.5, 100: 4 });
    expect(factsOf([null], need).percentiles[50]).toBeNull();
  });
});
