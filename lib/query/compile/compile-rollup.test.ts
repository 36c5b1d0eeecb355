import { expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { compileGroups } from "@/lib/query/compile/compile-groups";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { routeRollup } from "@/lib/query/route-rollup";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { planRollup, rollupTable } from "@/lib/rollups/plan-rollup";
import { ROLLED, ROLLED_LOOKUPS } from "@/lib/rollups/testing/rolled-dataset";

const NOW = new Date("2026-01-20T03:00:00Z");
const time = { name: "day", from: "2026-01-01", to: "2026-01-31" };
const rolled = (name: string) => {
  const rollup = ROLLED.rollups.find((candidate) => candidate.name === name);
  if (!rollup) throw new Error(name);
  return planRollup(ROLLED, rollup, ROLLED_LOOKUPS);
};
const table = (name: string, hasMonths = false) =>
  rollupTable(rolled(name), { table: `rolled__${name} 0a1b2c3d`, rows: 1, behind: [], hasMonths });

function compile(input: object, viewer = testViewer({ role: "admin" }), name = "brands", hasMonths = false) {
  const plan = planQuery(
    parseInput(Query, { dataset: "rolled", ...input }),
    ROLLED,
    viewer,
    NOW,
    ROLLED_LOOKUPS,
  );
  const routed = routeRollup(plan, [table(name, hasMonths)]);
  expect(routed.rollup).toBe(name);
  return compilePlan(routed, postgresDialect);
}
const shown = ({ text, params }: ReturnType<typeof compile>) => `${text}\n-- ${JSON.stringify(params)}`;

test("grouped by numbers, texts joined to the few lines left; counts of counts, 0 without any", () => {
  const question = { dimensions: ["brand", "channel"], measures: ["rate", "orders"], time, limit: 10 };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("comparison: both windows meet by their numbers before the texts are read, once", () => {
  const question = {
    dimensions: ["brand"],
    measures: ["qty"],
    time,
    compare: "previous_period",
    totals: ["grand"],
  };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("filters search the dictionary: one value by equality, few by array, parts of texts by hash; nulls as asked", () => {
  const filters = [
    { name: "brand", op: "eq", values: ["abc"] },
    { name: "brand", op: "ne", values: ["ABC"] },
    { name: "channel", op: "in", values: ["naver", "coupang", null] },
    { name: "channel", op: "nin", values: ["naver", "coupang"] },
    { name: "category", op: "in", values: Array.from({ length: 21 }, (_, i) => `v${i}`) },
    { name: "category", op: "contains", values: ["o%"] },
    { name: "brand", op: "is_not_null" },
    { name: "brand", op: "in", values: [] },
    { name: "category", op: "nin", values: [null] },
  ];
  expect(shown(compile({ measures: ["orders"], filters, time }))).toMatchSnapshot();
});

test("row rules stand on the rollup as on the source; without the attribute nothing is seen", () => {
  const ruled = compile({ measures: ["qty"], time }, testViewer({ attributes: { channel: ["naver"] } }));
  expect(shown(ruled)).toMatchSnapshot();
  expect(compile({ measures: ["qty"], time }, testViewer()).text).toContain("where false");
});

test("months: the window is one of first days, years are cut from months", () => {
  const question = {
    dimensions: [{ name: "day", grain: "fiscal_year" }],
    measures: ["net"],
    time,
    fiscalYearStart: 4,
  };
  expect(shown(compile(question, undefined, "months"))).toMatchSnapshot();
});

test("the months of a window are read as months, the days at its edges as days; filters stand on each", () => {
  const question = {
    dimensions: ["brand"],
    measures: ["qty"],
    filters: [{ name: "channel", op: "eq", values: ["naver"] }],
    time: { name: "day", from: "2025-11-25", to: "2026-02-22" },
  };
  expect(shown(compile(question, undefined, "brands", true))).toMatchSnapshot();
  expect(
    shown(compile({ dimensions: ["brand"], measures: ["qty"] }, undefined, "brands", true)),
  ).toMatchSnapshot();
});

test("rows that are the groups already are not grouped again", () => {
  const question = {
    dimensions: ["day", "brand", "channel", "category"],
    measures: ["rate", "orders"],
    time,
  };
  expect(shown(compile(question))).toMatchSnapshot();
});

test("filling: source rows in groups with joins and measure filters; from a finer rollup, numbers stay numbers", () => {
  const { plan } = rolled("brands");
  expect(shown(compileGroups(plan, postgresDialect))).toMatchSnapshot();
  const { plan: coarse } = rolled("timeless");
  const routed = routeRollup(coarse, [table("finest")]);
  expect(routed.rollup).toBe("finest");
  const { text } = compileGroups(routed, postgresDialect);
  expect(text).toContain('"product" as "d0"');
  expect(text).not.toContain('"value"');
});
