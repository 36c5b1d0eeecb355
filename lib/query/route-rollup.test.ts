import { expect, test } from "vitest";
import { Dataset } from "@/lib/datasets/schema";
import { parseInput } from "@/lib/parse-input";
import type { PlanWindow } from "@/lib/query/plan";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { rollupMisfit, routeRollup } from "@/lib/query/route-rollup";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { planRollup, rollupTable } from "@/lib/rollups/plan-rollup";
import { ROLLED, ROLLED_LOOKUPS } from "@/lib/rollups/testing/rolled-dataset";

const NOW = new Date("2026-01-20T03:00:00Z");
const ADMIN = testViewer({ role: "admin" });
/** The fewer dimensions, the fewer rows. */
const SIZES: Record<string, number> = {
  finest: 1000,
  brands: 500,
  timeless: 60,
  months: 50,
  weeks: 200,
  quarters: 20,
  years: 5,
  plain_days: 700,
};

const tablesOf = (
  names: readonly string[],
  behind: PlanWindow[] = [],
  dataset: Dataset = ROLLED,
  hasMonths = false,
) =>
  dataset.rollups
    .filter(({ name }) => names.includes(name))
    .map((rollup) =>
      rollupTable(planRollup(dataset, rollup, ROLLED_LOOKUPS), {
        table: `rolled__${rollup.name} 00000000`,
        rows: SIZES[rollup.name] ?? 0,
        behind,
        hasMonths,
      }),
    );
const ALL = tablesOf(Object.keys(SIZES));

function route(input: object, tables = ALL, viewer = ADMIN) {
  const plan = planQuery(
    parseInput(Query, { dataset: "rolled", ...input }),
    ROLLED,
    viewer,
    NOW,
    ROLLED_LOOKUPS,
  );
  return routeRollup(plan, tables).rollup;
}
const during = (from: string, to: string) => ({ name: "day", from, to });
const JANUARY = during("2026-01-01", "2026-01-31");

test("the smallest that holds all of it", () => {
  expect(route({ measures: ["qty"], time: during("2025-01-01", "2025-12-31") })).toBe("years");
  expect(route({ measures: ["qty"], time: during("2025-10-01", "2025-12-31") })).toBe("quarters");
  expect(route({ measures: ["qty"], time: JANUARY })).toBe("months");
  expect(route({ dimensions: ["brand"], measures: ["rate"], time: JANUARY })).toBe("brands");
  expect(route({ dimensions: ["product"], measures: ["rate"] })).toBe("timeless");
  expect(route({ dimensions: ["product", "brand"], measures: ["rate"] })).toBe("finest");
  expect(route({ dimensions: ["channel"] })).toBe("years");
});

test("what is searched is there too", () => {
  const search = (...dimensions: string[]) => ({ measures: ["qty"], search: { text: "a", dimensions } });
  expect(route(search("channel"))).toBe("years");
  expect(route(search("product", "brand"))).toBe("finest");
  expect(route(search("product", "brand"), tablesOf(["timeless"]))).toBeNull();
});

test("every aggregate a measure comes from is there, filters of measures included", () => {
  expect(route({ dimensions: ["channel"], measures: ["net", "nested"], time: JANUARY })).toBe("months");
  expect(route({ dimensions: ["channel"], measures: ["night"], time: JANUARY })).toBe("plain_days");
  expect(route({ measures: ["qty", "kinds"] })).toBeNull();
  expect(route({ measures: ["middle"], filters: [{ name: "brand", op: "eq", values: ["abc"] }] })).toBeNull();
  expect(route({ measures: ["qty"], filters: [{ name: "kinds", op: "gt", values: [1] }] })).toBeNull();
});

test("every dimension, filter and row rule is there; an hour never is", () => {
  expect(
    route({ measures: ["qty"], filters: [{ name: "size", op: "gt", values: [0] }], time: JANUARY }),
  ).toBe("plain_days");
  expect(route({ dimensions: ["at"], measures: ["qty"] })).toBeNull();
  expect(
    route({ measures: ["qty"], filters: [{ name: "at", op: "gte", values: ["2026-01-01"] }] }),
  ).toBeNull();
  const ruled = testViewer({ attributes: { channel: ["naver"] } });
  const withoutChannel = Dataset.parse({
    ...structuredClone(ROLLED),
    rollups: [{ name: "finest", dimensions: ["brand"], time: "day", measures: ["qty"] }],
  });
  const tables = tablesOf(["finest"], [], withoutChannel);
  expect(route({ dimensions: ["brand"], measures: ["qty"] }, tables)).toBe("finest");
  expect(route({ dimensions: ["brand"], measures: ["qty"] }, tables, ruled)).toBeNull();
  expect(route({ dimensions: ["brand"], measures: ["qty"] }, ALL, ruled)).toBe("brands");
});

test("a masked dimension is not read from a rollup, whose numbers know no stand-in", () => {
  const editor = testViewer({ role: "editor", attributes: { channel: ["naver"] } });
  expect(route({ dimensions: ["brand"], measures: ["qty"] }, ALL, editor)).toBeNull();
  expect(
    route({ measures: ["qty"], filters: [{ name: "brand", op: "eq", values: ["•••"] }] }, ALL, editor),
  ).toBeNull();
  expect(route({ dimensions: ["channel"], measures: ["qty"], time: JANUARY }, ALL, editor)).toBe("months");
});

const by = (grain: string, more: object = {}) => ({
  dimensions: [{ name: "day", grain }],
  measures: ["qty"],
  ...more,
});
test.each([
  ["years", "year", {}, true],
  ["years", "fiscal_year", { fiscalYearStart: 1 }, true],
  ["years", "fiscal_year", { fiscalYearStart: 4 }, false],
  ["years", "quarter", {}, false],
  ["quarters", "quarter", {}, true],
  ["quarters", "year", {}, true],
  ["quarters", "month", {}, false],
  ["quarters", "fiscal_quarter", { fiscalYearStart: 4 }, true],
  ["quarters", "fiscal_quarter", { fiscalYearStart: 2 }, false],
  ["quarters", "fiscal_year", { fiscalYearStart: 10 }, true],
  ["months", "fiscal_quarter", { fiscalYearStart: 2 }, true],
  ["months", "fiscal_year", { fiscalYearStart: 12 }, true],
  ["months", "week", {}, false],
  ["months", "day", {}, false],
  ["weeks", "week", {}, true],
  ["weeks", "week", { weekStart: 0 }, false],
  ["weeks", "month", {}, false],
  ["finest", "week", { weekStart: 0 }, true],
  ["finest", "fiscal_quarter", { fiscalYearStart: 2 }, true],
] as const)("kept by %s, asked by %s %j: %s", (name, grain, calendar, usable) => {
  const tables = tablesOf([name]);
  expect(route(by(grain, calendar), tables)).toBe(usable ? name : null);
});

test("windows begin and end where the kept units do, the earlier one too", () => {
  const months = tablesOf(["months"]);
  expect(route({ measures: ["qty"], time: during("2026-01-01", "2026-01-30") }, months)).toBeNull();
  expect(route({ measures: ["qty"], time: during("2026-01-02", "2026-01-31") }, months)).toBeNull();
  // 31 days before January begin on the first of December; 28 before February don't begin a month.
  expect(route({ measures: ["qty"], time: JANUARY, compare: "previous_period" }, months)).toBe("months");
  const february = during("2026-02-01", "2026-02-28");
  expect(route({ measures: ["qty"], time: february, compare: "previous_period" }, months)).toBeNull();
  expect(route({ measures: ["qty"], time: february, compare: "previous_year" }, months)).toBe("months");
  const weeks = tablesOf(["weeks"]);
  expect(route({ measures: ["qty"], time: during("2026-01-05", "2026-01-18") }, weeks)).toBe("weeks");
  expect(route({ measures: ["qty"], time: during("2026-01-04", "2026-01-17") }, weeks)).toBeNull();
});

test("rows move between days only where days are kept; a filter on days needs them as well", () => {
  const moved = by("month", { time: JANUARY, compare: "previous_year" });
  expect(route(moved, tablesOf(["months"]))).toBeNull();
  expect(route(moved)).toBe("brands");
  const filters = [{ name: "day", op: "gte", values: ["2026-01-01"] }];
  expect(route({ measures: ["qty"], filters }, tablesOf(["months"]))).toBeNull();
  expect(route({ measures: ["qty"], filters })).toBe("brands");
  expect(route({ measures: ["qty"], time: JANUARY }, tablesOf(["timeless"]))).toBeNull();
});

test("behind: only for windows no changed day lies in", () => {
  const behind = [{ from: "2025-12-30", to: "2026-01-02" }];
  const tables = tablesOf(["brands", "months", "timeless", "plain_days"], behind);
  expect(route({ measures: ["qty"], time: during("2026-01-03", "2026-01-09") }, tables)).toBe("brands");
  expect(route({ measures: ["qty"], time: during("2026-01-02", "2026-01-09") }, tables)).toBeNull();
  expect(route({ measures: ["qty"], time: during("2025-12-01", "2025-12-29") }, tables)).toBe("brands");
  expect(route({ measures: ["qty"], time: during("2025-12-01", "2025-12-31") }, tables)).toBeNull();
  expect(route({ measures: ["qty"], time: during("2025-11-01", "2025-11-30") }, tables)).toBe("months");
  const compared = {
    measures: ["qty"],
    time: during("2026-01-05", "2026-01-11"),
    compare: "previous_period",
  };
  expect(route(compared, tables)).toBeNull();
  expect(route({ measures: ["qty"] }, tables)).toBeNull();
});

test("whole months stand for their days where only the window asks for days", () => {
  const tables = tablesOf(["brands"], [], ROLLED, true);
  const months = (input: object) => {
    const plan = planQuery(
      parseInput(Query, { dataset: "rolled", ...input }),
      ROLLED,
      ADMIN,
      NOW,
      ROLLED_LOOKUPS,
    );
    const routed = routeRollup(plan, tables);
    expect(routed.rollup).toBe("brands");
    return routed.months?.name ?? null;
  };
  const summed = "rolled__brands~00000000";
  const compare = "previous_year";
  expect(months({ dimensions: ["brand"], measures: ["qty"], time: during("2025-11-15", "2026-01-14") })).toBe(
    summed,
  );
  expect(months({ dimensions: ["brand"], measures: ["qty"], time: JANUARY, compare })).toBe(summed);
  expect(months({ dimensions: ["brand"], measures: ["qty"] })).toBe(summed);
  expect(months(by("quarter", { time: JANUARY }))).toBe(summed);
  expect(months(by("quarter", { time: JANUARY, compare }))).toBeNull();
  expect(months(by("week", { time: JANUARY }))).toBeNull();
  expect(months({ dimensions: ["day"], measures: ["qty"], time: JANUARY })).toBeNull();
  const filters = [{ name: "day", op: "gte", values: ["2026-01-15"] }];
  expect(months({ measures: ["qty"], filters })).toBeNull();
});

test("rows are groups where all that a rollup tells apart is asked for, as it is kept", () => {
  const are = (name: string, input: object) => {
    const plan = planQuery(
      parseInput(Query, { dataset: "rolled", ...input }),
      ROLLED,
      ADMIN,
      NOW,
      ROLLED_LOOKUPS,
    );
    const routed = routeRollup(plan, tablesOf([name]));
    expect(routed.rollup).toBe(name);
    return routed.areGroups ?? false;
  };
  const dimensions = ["category", "day", "brand", "channel"];
  expect(are("brands", { dimensions, measures: ["qty"], time: JANUARY })).toBe(true);
  expect(are("brands", { dimensions: [...dimensions, { name: "day", grain: "week", as: "week" }] })).toBe(
    true,
  );
  expect(are("brands", { dimensions: dimensions.slice(1), measures: ["qty"] })).toBe(false);
  expect(are("brands", { dimensions, measures: ["qty"], time: JANUARY, compare: "previous_year" })).toBe(
    false,
  );
  const cut = ["category", { name: "day", grain: "month" }, "brand", "channel"];
  expect(are("brands", { dimensions: cut, measures: ["qty"] })).toBe(false);
  const by = (grain: string) => ({ dimensions: ["channel", { name: "day", grain }], measures: ["qty"] });
  expect(are("quarters", by("quarter"))).toBe(true);
  expect(are("quarters", by("year"))).toBe(false);
  expect(are("timeless", { dimensions: ["product", "channel", "active"], measures: ["mean"] })).toBe(true);
});

test("the plan keeps its meaning: counts stay counts, joins and measure filters are done with", () => {
  const input = { dimensions: ["category"], measures: ["orders", "soft"], time: JANUARY };
  const plan = planQuery(
    parseInput(Query, { dataset: "rolled", ...input }),
    ROLLED,
    ADMIN,
    NOW,
    ROLLED_LOOKUPS,
  );
  expect(plan.joins).toHaveLength(1);
  const routed = routeRollup(plan, ALL);
  expect(routed).toMatchObject({
    rollup: "brands",
    relation: { schema: "rollup", name: "rolled__brands 00000000" },
    joins: [],
    dimensions: [
      {
        name: "category",
        at: { code: "category", dictionary: { schema: "rollup", name: "rolled category" } },
      },
    ],
    aggregates: [
      { fn: "count", stored: true, where: [] },
      { fn: "sum", stored: true, where: [] },
    ],
    measures: plan.measures,
  });
  expect(plan.rollup).toBeNull();
});

test("says what a rollup lacks, and nothing where it would do", () => {
  const misfit = (name: string, input: object, behind: PlanWindow[] = []) => {
    const [table] = tablesOf([name], behind);
    const query = parseInput(Query, { dataset: "rolled", ...input });
    return table && rollupMisfit(planQuery(query, ROLLED, ADMIN, NOW, ROLLED_LOOKUPS), table);
  };
  const orders = { measures: ["orders"], time: JANUARY };
  expect(misfit("brands", orders)).toBeNull();
  expect(misfit("brands", { ...orders, measures: ["middle"] })).toEqual({ reason: "aggregate" });
  expect(misfit("brands", { ...orders, dimensions: ["product"] })).toEqual({
    reason: "column",
    name: "product",
  });
  expect(misfit("brands", { ...orders, filters: [{ name: "active", op: "eq", values: [true] }] })).toEqual({
    reason: "column",
    name: "active",
  });
  const months = { measures: ["qty"], time: JANUARY };
  expect(misfit("months", months)).toBeNull();
  expect(misfit("months", { ...months, dimensions: [{ name: "day", grain: "day" }] })).toEqual({
    reason: "grain",
    name: "day",
  });
  expect(misfit("months", { ...months, time: during("2026-01-02", "2026-01-31") })).toEqual({
    reason: "time",
  });
  expect(misfit("brands", orders, [{ from: "2026-01-31", to: "2026-01-31" }])).toEqual({ reason: "behind" });
});
