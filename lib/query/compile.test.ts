import { expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { compilePlan } from "@/lib/query/compile";
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
const shown = (compiled: ReturnType<typeof compile>) =>
  [compiled.rows, compiled.grandTotal]
    .flatMap((statement) => (statement ? [`${statement.text}\n-- ${JSON.stringify(statement.params)}`] : []))
    .join("\n\n");

test("KPI: no dimension is one row, without group by and order by", () => {
  expect(shown(compile({ measures: ["amount", "orders"], time }))).toMatchSnapshot();
});

test("top list: grouped by place, ratio from the level's own sums, tie broken, one row more than asked", () => {
  const sort = [{ column: "rate", direction: "desc" }];
  expect(
    shown(compile({ dimensions: ["brand"], measures: ["rate", "amount"], time, sort, limit: 50 })),
  ).toMatchSnapshot();
});

test("grand total: its own statement over all rows, knowing nothing of limit and offset", () => {
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

test("row rules stand in every scan, the previous window's and the total's too", () => {
  const viewer = testViewer({ attributes: { channel: ["naver"] } });
  const question = {
    dimensions: ["brand"],
    measures: ["qty"],
    totals: ["grand"],
    time,
    compare: "previous_period",
  };
  const compiled = compile(question, viewer);
  for (const statement of [compiled.rows, compiled.grandTotal]) {
    const scans = statement?.text.match(/from "commerce"/g)?.length;
    expect(scans).toBe(2);
    expect(statement?.text.match(/where "channel"::text = /g)).toHaveLength(2);
    expect(statement?.params.filter((value) => value === "naver")).toHaveLength(2);
  }
});

test("without the attribute nothing is seen: the rule is false, not absent", () => {
  expect(compile({ measures: ["qty"] }, testViewer()).rows.text).toContain("where false");
});

test("no value of a question ever stands in the statement", () => {
  const marker = "x'); drop table users; --";
  const { rows } = compile({
    dimensions: [{ name: "brand", as: marker }],
    measures: ["qty"],
    filters: [
      { name: "brand", op: "in", values: [marker, `${marker}2`] },
      { name: "brand", op: "contains", values: [marker] },
      { name: "product", op: "ne", values: [marker] },
    ],
    sort: [{ column: marker }],
  });
  expect(rows.text).not.toContain("drop");
  expect(rows.params.filter((value) => String(value).includes("drop"))).toHaveLength(3);
});
