import { expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { duckdbDialect } from "@/lib/query/dialects/duckdb";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { HOSTILE } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";

const NOW = new Date("2026-01-20T03:00:00Z");
const DATASET = { ...HOSTILE, table: { schema: "main", name: 'hostile "rows"' } };
const time = { name: "day", from: "2026-01-01", to: "2026-01-31" };

function compile(input: object) {
  const viewer = testViewer({ role: "admin" });
  const plan = planQuery(parseInput(Query, { dataset: "hostile", ...input }), DATASET, viewer, NOW);
  return compilePlan(plan, duckdbDialect);
}
/** One snapshot a question shape that DuckDB words its own way: its name says why it is kept. */
const shown = ({ text, params }: ReturnType<typeof compile>) => `${text}\n-- ${JSON.stringify(params)}`;

test("top list: doubles come by way of text, ties of text stand in the Korean order and then in that of bytes", () => {
  const sort = [{ column: "rate", direction: "desc" }];
  expect(
    shown(compile({ dimensions: ["brand", "active"], measures: ["rate", "amount"], time, sort, limit: 50 })),
  ).toMatchSnapshot();
});

test("grand total under a measure filter: sums of sums, compared as a decimal as wide as its value", () => {
  const filters = [{ name: "amount", op: "gte", values: [1234.5] }];
  expect(
    shown(compile({ dimensions: ["brand"], measures: ["rate"], filters, totals: ["grand"] })),
  ).toMatchSnapshot();
});

test("comparison by day: intervals come from functions, because text in an interval can't be a parameter", () => {
  const dimensions = [{ name: "day", grain: "month" }];
  expect(
    shown(compile({ dimensions, measures: ["qty", "counted"], time, compare: "previous_period" })),
  ).toMatchSnapshot();
});

test("previous year from 29 February: a year after 28 February must not fall before the window", () => {
  const leap = { name: "day", from: "2024-02-29", to: "2024-03-01" };
  expect(
    shown(compile({ dimensions: ["day"], measures: ["qty"], time: leap, compare: "previous_year" })),
  ).toMatchSnapshot();
});

test("time of day: date_trunc knows no zone here, so the hour is cut off the instant; times without a zone are UTC", () => {
  const at = { name: "at", from: "2025-11-02", to: "2025-11-02" };
  const dimensions = [
    { name: "at", grain: "hour" },
    { name: "at", grain: "week", as: "week" },
  ];
  expect(
    shown(compile({ dimensions, measures: ["orders"], time: at, timezone: "America/New_York" })),
  ).toMatchSnapshot();
});

test("filters: lists are one JSON parameter, numbers decimals without rounding, text is found without patterns", () => {
  const filters = [
    { name: "brand", op: "in", values: ['a"b\\', "O'Brien", null] },
    { name: "brand", op: "nin", values: ["x", null] },
    { name: "brand", op: "contains", values: ["100%_\\"] },
    { name: "product", op: "starts_with", values: ["a_"] },
    { name: "product", op: "ne", values: ["z"] },
    { name: "product", op: "in", values: [] },
    { name: "size", op: "between", values: [-1.5, "9007199254740993"] },
    { name: "size", op: "in", values: [1, 0.25, "12345.6"] },
    { name: "active", op: "eq", values: [true] },
    { name: "day", op: "gte", values: ["now-7d"] },
    { name: "at", op: "lt", values: ["2026-01-01"] },
    { name: "at", op: "gte", values: ["2026-01-01T00:00:00+09:00"] },
    { name: "channel", op: "is_not_null" },
  ];
  expect(shown(compile({ measures: ["orders"], filters }))).toMatchSnapshot();
});

test("search: one condition whatever else holds, its text bound once a dimension", () => {
  const search = { text: "50%", dimensions: ["brand", "product"] };
  const filters = [{ name: "channel", op: "is_not_null" }];
  expect(shown(compile({ measures: ["orders"], filters, search }))).toMatchSnapshot();
});

test.each([
  ["1e21", "decimal(22, 0)", "1000000000000000000000"],
  ["1.5e-7", "decimal(9, 8)", "0.00000015"],
  ["-12.50", "decimal(4, 2)", "-12.50"],
  ["0".repeat(40), "double", "0".repeat(40)],
  ["1e300", "double", `1${"0".repeat(300)}`],
  ["0.1234567890123456789", "double", "0.1234567890123456789"],
])("the number %s is compared as %s", (value, type, bound) => {
  const number = /e/.test(value) ? Number(value) : value;
  const { text, params } = compile({
    measures: ["orders"],
    filters: [{ name: "size", op: "lt", values: [number] }],
  });
  expect(text).toContain(`"size" < $1::${type}\n`);
  expect(params[0]).toBe(bound);
});

test("no value of a question ever stands in the statement", () => {
  const marker = "x'); drop table users; --";
  const { text, params } = compile({
    dimensions: [{ name: "brand", as: marker }],
    measures: ["qty"],
    filters: [
      { name: "brand", op: "in", values: [marker, `${marker}2`] },
      { name: "brand", op: "contains", values: [marker] },
      { name: "product", op: "ne", values: [marker] },
    ],
    sort: [{ column: marker }],
  });
  expect(text).not.toContain("drop");
  expect(params.filter((value) => String(value).includes("drop"))).toHaveLength(3);
});
