import { expect, test } from "vitest";
import type { KnownColumn } from "@/lib/table/known-columns";
import { valuesBase, valuesQuery } from "@/lib/table/values-query";

const columns: KnownColumn[] = [
  { name: "brand", label: "Brand", kind: "dimension", type: "string" },
  { name: "margin", label: "Margin", kind: "measure", type: "number" },
];

test("a column's values are offered under all that holds but its own filter and those on measures", () => {
  const channel = { name: "channel", op: "eq" as const, values: ["naver"] };
  const base = {
    dataset: "sales",
    dimensions: ["brand"],
    measures: ["margin"],
    time: { name: "date", from: "now-28d", to: "now-1d" },
    filters: [channel, { name: "margin", op: "lt" as const, values: [0] }],
    compare: "previous_period" as const,
  };
  const filters = [
    { name: "brand", op: "eq" as const, values: ["a"] },
    { name: "country", op: "eq" as const, values: ["KR"] },
    { name: "margin", op: "gt" as const, values: [5] },
  ];
  const search = { text: "a", dimensions: ["brand"] };
  expect(valuesBase({ base, columns, filters, search }, "brand")).toEqual({
    dataset: "sales",
    time: base.time,
    filters: [channel, filters[1]],
    search,
  });
});

test("most rows first where rows are counted, in their own order where they are not", () => {
  const base = { dataset: "sales", filters: [] };
  expect(valuesQuery(base, "brand", "rows", "닥")).toMatchObject({
    dimensions: ["brand"],
    measures: ["rows"],
    filters: [{ name: "brand", op: "contains", values: ["닥"] }],
    sort: [{ column: "rows", direction: "desc" }],
  });
  expect(valuesQuery(base, "brand", undefined, "")).toMatchObject({ measures: [], filters: [] });
});
