import { expect, it } from "vitest";
import { pivotColumn, type QueryInput } from "@/lib/query/query";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { factNeeds, factQueries, factsOfRows } from "./format-facts";
import { ConditionalFormats } from "./format-rule";
import { compilePivotFormats } from "./pivot-formats";
import { tableQuery } from "./table-query";

const at = (measure: string, channel: string | null) => pivotColumn(measure, [channel]);
const row =
  (cells: Record<string, Cell>) =>
  (name: string): Cell | undefined =>
    cells[name];
const cells = row({
  brand: "닥터",
  [at("margin", "naver")]: -1,
  [at("cost", "naver")]: 5,
  [at("margin", "own")]: 9,
  [at("cost", "own")]: null,
  margin: 8,
  cost: 5,
});

it("a rule on a measure holds under every value across, its operand beside it", () => {
  const formats = ConditionalFormats.parse([
    {
      column: "margin",
      rules: [{ condition: "lt", value: { column: "cost" }, style: { tone: "negative" } }],
    },
  ]);
  const format = compilePivotFormats(formats)(cells, "data");
  expect(format(at("margin", "naver"))?.style).toEqual({ tone: "negative" });
  // The cost under it is missing: the row's is not taken for it.
  expect(format(at("margin", "own"))).toBeUndefined();
  expect(format(at("cost", "naver"))).toBeUndefined();
  expect(format("margin")).toBeUndefined();
});

it("a rule on one pivoted column goes before the measure's, and a whole row goes by its totals", () => {
  const formats = ConditionalFormats.parse([
    { column: "margin", rules: [{ condition: "lt", value: 100, style: { tone: "negative" } }] },
    { column: at("margin", "own"), rules: [{ condition: "gt", value: 5, style: { tone: "positive" } }] },
    {
      column: "cost",
      rules: [{ condition: "gte", value: 5, style: { fontWeight: "bold" }, scope: "row" }],
    },
  ]);
  const format = compilePivotFormats(formats)(cells, "data");
  expect(format(at("margin", "own"))?.style).toEqual({ fontWeight: "bold", tone: "positive" });
  expect(format(at("margin", "naver"))?.style).toEqual({ fontWeight: "bold", tone: "negative" });
  expect(format(at("cost", "own"))?.style).toEqual({ fontWeight: "bold" });
  expect(format("brand")?.style).toEqual({ fontWeight: "bold" });
});

const scale = ConditionalFormats.parse([
  { column: "margin", rules: [{ condition: "top_n", value: 1, style: { tone: "positive" } }] },
]);

it("the largest of the cells is not the largest of the rows' totals", () => {
  const measure: ResultColumn = { name: "margin", label: "", kind: "measure", type: "number" };
  const result = {
    columns: [
      { ...measure, name: at("margin", "naver"), pivot: ["naver"] },
      { ...measure, name: at("margin", "own"), pivot: ["own"] },
      measure,
    ],
    rows: [
      [5, 4, 9],
      [7, null, 7],
    ],
  } as unknown as Result;
  const facts = factsOfRows(result, factNeeds(scale));
  const format = compilePivotFormats(scale, facts);
  const first = format(row({ [at("margin", "naver")]: 5, [at("margin", "own")]: 4, margin: 9 }), "data");
  expect([first(at("margin", "naver")), first("margin")?.style]).toEqual([undefined, { tone: "positive" }]);
  const second = format(row({ [at("margin", "naver")]: 7, margin: 7 }), "data");
  expect([second(at("margin", "naver"))?.style, second("margin")]).toEqual([{ tone: "positive" }, undefined]);
});

it("where rows are not all here, cells are asked for as rows of their own", () => {
  const query: QueryInput = {
    dataset: "sales",
    dimensions: ["brand"],
    measures: ["margin"],
    pivot: { dimensions: ["channel"] },
    limit: 20,
  };
  const asked = factQueries(query, factNeeds(scale));
  expect(asked.map(({ of, query: one }) => [of, one.dimensions, one.pivot?.limit])).toEqual([
    [undefined, ["brand"], 1],
    ["margin@", ["brand", "channel"], undefined],
  ]);
});

it("what a rule on a pivoted column looks at is read, by its measure", () => {
  const rule = { condition: "gt", value: { column: "cost" }, style: { tone: "positive" } };
  const measures = (metric: string, scope: "cell" | "row") =>
    tableQuery(
      { dataset: "sales", dimensions: ["brand"], measures: [metric] },
      {
        conditionalFormatting: ConditionalFormats.parse([
          { column: at("margin", "own"), rules: [{ ...rule, scope }] },
        ]),
      },
      1,
    ).measures;
  expect(measures("margin", "cell")).toEqual(["margin", "cost"]);
  expect(measures("roi", "cell")).toEqual(["roi"]);
  expect(measures("roi", "row")).toEqual(["roi", "margin", "cost"]);
});
