import { expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { compilePlan, compileRows } from "@/lib/query/compile/compile-plan";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { HOSTILE } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";

const NOW = new Date("2026-01-20T03:00:00Z");
const time = { name: "day", from: "2026-01-01", to: "2026-01-31" };

function compile(input: object, viewer = testViewer({ role: "admin" })) {
  const plan = planQuery(parseInput(Query, { dataset: "hostile", ...input }), HOSTILE, viewer, NOW);
  return compilePlan(plan, postgresDialect);
}
/** One snapshot a question shape: statement, parameters, and in the test's name why it is kept. */
const shown = ({ text, params }: ReturnType<typeof compile>) => `${text}\n-- ${JSON.stringify(params)}`;

test("KPI: no dimension is one row, without group by and order by", () => {
  expect(shown(compile({ measures: ["amount", "orders"], time }))).toMatchSnapshot();
});

test("top list: grouped by place, ratio from the level's own sums, tie broken, one row more than asked", () => {
  const sort = [{ column: "rate", direction: "desc" }];
  expect(
    shown(compile({ dimensions: ["brand"], measures: ["rate", "amount"], time, sort, limit: 50 })),
  ).toMatchSnapshot();
});

test("rows alone, as they are streamed: the page's own statement without the number of its section", () => {
  const question = { dataset: "hostile", dimensions: ["day", "brand"], measures: ["amount"], time };
  const admin = testViewer({ role: "admin" });
  const plan = planQuery(parseInput(Query, question), HOSTILE, admin, NOW);
  const [rows, page] = [compileRows(plan, postgresDialect), compilePlan(plan, postgresDialect)];
  expect(rows.text).toBe(page.text.replace(`select 0 as "level", `, "select "));
  expect(rows).not.toEqual(page);
  expect(rows.params).toEqual(page.params);
});

test("grand total: a line of its own over all rows, knowing nothing of limit and offset; one reading serves both", () => {
  const question = { dimensions: ["brand"], measures: ["rate"], totals: ["grand"], limit: 10, offset: 20 };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("comparison by day: previous rows stand where they are compared, each window is scanned by its own days", () => {
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

test("time of day: windows and grains in the zone, the hour keeping both halves of an autumn night", () => {
  const at = { name: "at", from: "2025-11-02", to: "2025-11-02" };
  const dimensions = [
    { name: "at", grain: "hour" },
    { name: "at", grain: "week", as: "week" },
  ];
  expect(
    shown(compile({ dimensions, measures: ["orders"], time: at, timezone: "America/New_York" })),
  ).toMatchSnapshot();
});

test("filters: every operator binds its values, lists as one parameter, LIKE's own letters escaped", () => {
  const filters = [
    { name: "brand", op: "in", values: ['a"b\\', "O'Brien", null] },
    { name: "brand", op: "nin", values: ["x", null] },
    { name: "brand", op: "contains", values: ["100%_\\"] },
    { name: "product", op: "starts_with", values: ["a_"] },
    { name: "product", op: "ne", values: ["z"] },
    { name: "product", op: "in", values: [] },
    { name: "size", op: "between", values: [-1.5, "9007199254740993"] },
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

test("measure filter: keeps groups by current values; total and comparison come from the kept groups only", () => {
  const filters = [{ name: "rate", op: "lt", values: [0] }];
  const question = {
    dimensions: ["brand"],
    measures: ["qty"],
    filters,
    totals: ["grand"],
    time,
    compare: "previous_period",
  };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("subtotals: one reading, each level merged from the groups; siblings sort by their own level's values", () => {
  const sort = [{ column: "rate", direction: "desc" }];
  const question = {
    dimensions: ["brand", "channel"],
    measures: ["rate"],
    totals: ["grand", "subtotals"],
    sort,
  };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("top: the ranked values are joined null-safe, others is merged from the rest", () => {
  const top = { dimension: "channel", n: 2, by: "amount" };
  const dimensions = [{ name: "day", grain: "month" }, "channel"];
  expect(shown(compile({ dimensions, measures: ["amount"], top }))).toMatchSnapshot();
});

test("pivot: rows, columns and the values where they meet; the sort by one column joins its level", () => {
  const question = {
    dimensions: ["brand"],
    measures: ["qty"],
    pivot: { dimensions: ["channel"], limit: 3 },
    totals: ["grand"],
    sort: [{ column: 'qty@["naver"]', direction: "desc" }],
  };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("calculations: windows over all rows in their order, a running ratio from running sums", () => {
  const calculations = [
    { name: "share", kind: "share_of_total", of: "qty" },
    { name: "running", kind: "running_total", of: "rate" },
    { name: "place", kind: "rank", of: "rate", within: ["brand"] },
  ];
  const question = { dimensions: ["brand", "channel"], measures: ["rate"], calculations };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("grains: weeks from Sunday, fiscal years from April, without a day lost at a month's end", () => {
  const dimensions = [
    { name: "day", grain: "week", as: "week" },
    { name: "day", grain: "fiscal_year", as: "fy" },
    { name: "day", grain: "fiscal_quarter", as: "fq" },
  ];
  expect(
    shown(compile({ dimensions, measures: ["orders"], weekStart: 0, fiscalYearStart: 5 })),
  ).toMatchSnapshot();
});

test("row rules stand in every scan, the previous window's and the total's too", () => {
  const viewer = testViewer({ attributes: { channel: ["naver"] } });
  const question = {
    dimensions: ["brand"],
    measures: ["qty"],
    totals: ["grand"],
    time,
    compare: "previous_period",
  };
  const { text, params } = compile(question, viewer);
  expect(text.match(/from "commerce"/g)).toHaveLength(2);
  expect(text.match(/where "channel"::text = /g)).toHaveLength(2);
  expect(params.filter((value) => value === "naver")).toHaveLength(2);
});

test("without the attribute nothing is seen: the rule is false, not absent", () => {
  expect(compile({ measures: ["qty"] }, testViewer()).text).toContain("where false");
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
