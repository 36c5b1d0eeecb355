import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { Query, type QueryInput } from "@/lib/query/query";
import { hostileRows } from "@/lib/query/testing/hostile-dataset";
import { hostileProducts } from "@/lib/query/testing/hostile-lookup";
import { hostileTexts } from "@/lib/query/testing/hostile-tables";
import { HIDDEN_NAMES } from "@/lib/query/testing/hostile-viewers";
import { answer } from "@/lib/query/testing/oracle";
import { ADDITIVE, isMeasure } from "@/lib/query/testing/oracle-measures";
import type { OracleData } from "@/lib/query/testing/oracle-rows";
import { question } from "@/tests/questions";

const rows = hostileRows();
const texts = hostileTexts(rows, hostileProducts()).sort();
const data: OracleData = {
  rows,
  products: hostileProducts(),
  rank: (text) => texts.indexOf(text),
  now: new Date("2026-01-20T03:00:00Z"),
  fiscalYearStart: 1,
};
const sample = fc.sample(question, { numRuns: 600, seed: 7 });
const inputs = sample.map(({ input }) => input);

describe("the questions asked of every engine", () => {
  const uses = (input: QueryInput, name: string) => JSON.stringify(input).includes(`"${name}"`);
  const parts: Record<string, (input: QueryInput) => unknown> = {
    compared: (q) => q.compare,
    searched: (q) => q.search,
    "filtered by measure": (q) => q.filters?.some((filter) => isMeasure(filter.name)),
    "grand total": (q) => q.totals?.includes("grand"),
    subtotals: (q) => q.totals?.includes("subtotals") && (q.dimensions?.length ?? 0) > 1,
    distinct: (q) => q.measures?.length === 0,
    "one row": (q) => q.dimensions?.length === 0 && !q.pivot,
    top: (q) => q.top,
    "others with subtotals": (q) => q.top?.others !== false && q.top && q.totals?.includes("subtotals"),
    "top under a measure filter": (q) => q.top && q.filters?.some((filter) => isMeasure(filter.name)),
    pivot: (q) => q.pivot,
    "pivot without rows": (q) => q.pivot && q.dimensions?.length === 0,
    "pivot with subtotals": (q) =>
      q.pivot && q.totals?.includes("subtotals") && (q.dimensions?.length ?? 0) > 1,
    "pivot compared": (q) => q.pivot && q.compare,
    "pivot of two": (q) => q.pivot && q.pivot.dimensions.length > 1,
    "pivot sorted by its measures": (q) => q.pivot?.sort?.some(({ column }) => isMeasure(column)),
    "sorted by a pivoted column": (q) => q.sort?.some(({ column }) => column.includes("@")),
    "sorted by a pivoted instant": (q) => q.sort?.some(({ column }) => /@\[.*"\d{4}-\d\d-\d\dT/.test(column)),
    "without rows' totals": (q) => q.pivot?.rowTotals === false,
    within: (q) => q.calculations?.some((one) => one.within?.length),
    "calculations of top": (q) => q.top && q.calculations?.length,
    "calculations compared": (q) => q.compare && q.calculations?.length,
    "relative time": (q) => q.time?.from.startsWith("now"),
    "fiscal grains": (q) => uses(q, "fiscal_quarter") || uses(q, "fiscal_year"),
    hours: (q) => uses(q, "hour"),
    "weeks from Sunday": (q) => q.weekStart === 0 && uses(q, "week"),
    lookups: (q) => uses(q, "category") || uses(q, "rating"),
    "time of a lookup, compared": (q) => q.compare && q.time?.name === "since" && uses(q, "since"),
    "sql dimensions": (q) => uses(q, "day_no"),
    expressions: (q) => uses(q, "tern") || uses(q, "net") || uses(q, "yield"),
    percentiles: (q) => uses(q, "middle") || uses(q, "p90"),
  };
  test.each(Object.entries(parts))("reach: %s", (_, part) => {
    expect(inputs.filter(part).length).toBeGreaterThan(5);
  });

  test.each(["share_of_total", "share_of_parent", "running_total", "rank", "moving_average", "difference"])(
    "reach: %s",
    (kind) => {
      expect(inputs.filter((q) => q.calculations?.some((one) => one.kind === kind)).length).toBeGreaterThan(
        5,
      );
    },
  );

  test("come from everybody, and name nothing that is hidden from who asks", () => {
    const ruled = sample.filter(({ viewer }) => viewer.role === "editor");
    expect(ruled.length).toBeGreaterThan(50);
    expect(ruled.filter(({ input }) => uses(input, "brand") || uses(input, "amount")).length).toBeGreaterThan(
      20,
    );
    for (const { input } of ruled) for (const name of HIDDEN_NAMES) expect(uses(input, name)).toBe(false);
    expect(sample.filter(({ viewer }) => viewer.groups?.length).length).toBeGreaterThan(50);
  });
});

describe("the oracle agrees with itself", () => {
  // Some of its sums come as text.
  const summed = ADDITIVE.filter((name) => name !== "huge");
  /** Ten-thousandths. */
  const exact = (cell: unknown) => BigInt(Math.round(Number(cell ?? 0) * 10_000));

  test("sums and counts of every level add up to the grand total, whatever is asked", () => {
    let checked = 0;
    for (const { input, viewer } of sample.slice(0, 200)) {
      if (input.top?.others === false) continue;
      const totals = { totals: ["grand" as const, "subtotals" as const], limit: 100_000, offset: 0 };
      const result = answer(parseInput(Query, { ...input, ...totals }), data, viewer);
      const whole = {
        dimensions: result.columns.filter(({ kind }) => kind === "dimension").map((c) => c.name),
      };
      const levels = [{ ...whole, rows: result.rows }, ...(result.subtotals ?? [])];
      const others = [{ ...whole, rows: result.others?.rows ?? [] }, ...(result.others?.subtotals ?? [])];
      for (const { dimensions, rows } of levels) {
        const rest = others.find((level) => level.dimensions.length === dimensions.length)?.rows ?? [];
        for (const name of summed) {
          const place = result.columns.findIndex((column) => column.name === name);
          if (place < 0) continue;
          const sum = [...rows, ...rest].reduce((total, row) => total + exact(row[place]), 0n);
          expect(sum).toBe(exact(result.grandTotal?.[name]));
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(200);
  }, 60_000);
});
