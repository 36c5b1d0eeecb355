import { expect, it } from "vitest";
import { type Line, pairedLine, printRun, short } from "./report";
import { pairsOf } from "./statistics";

const goal = { text: "≤ 2 ×", met: ({ ratio }: { ratio: number }) => ratio <= 2 };

it("judges what was timed by its goal", () => {
  const slow = pairedLine("Group", "Q1", pairsOf([[30, 10]]), goal);
  expect(slow).toMatchObject({ product: 30, floor: 10, ratio: 3, p95: [30, 10], met: false });
  expect(pairedLine("Group", "Q1", pairsOf([[20, 10]]), goal).met).toBe(true);
});

it("shows three digits", () => {
  expect([1234.5, 123.4, 12.34, 1.234, 0.0049].map(short)).toEqual(["1235", "123", "12.3", "1.23", "0.00"]);
});

it("prints a table a group, with what was missed in sight and nothing judged that has no goal", () => {
  const rate: Line = {
    group: "Mix",
    name: "cached",
    unit: "1/s",
    product: 512,
    floor: null,
    ratio: null,
    goal: null,
    met: null,
    note: "no rollup",
  };
  const machine = { cores: 2, model: "Some CPU", memoryGib: 16, node: "24.1.0", postgres: "18.4" };
  const lines = [pairedLine("New", "Q1", pairsOf([[30, 10]]), goal, "by_day"), rate];
  const run = { date: "2026-11-24", rows: 1_000_000, quick: true, machine, loadBefore: 0.5, note: "", lines };
  expect(
    printRun(run),
  ).toBe(`1,000,000 rows, 2026-11-24, a quick run. 2 cores (Some CPU), 16 GiB, Node 24.1.0, Postgres 18.4; load before the run 0.50.

**New**

|     | product (p95)  | against (p95)  | ratio  | goal  |          |        |
|-----|---------------:|---------------:|-------:|-------|----------|--------|
| Q1  | 30.0 ms (30.0) | 10.0 ms (10.0) | 3.00 × | ≤ 2 × | **miss** | by_day |

**Mix**

|        | product (p95) | against (p95) | ratio | goal |     |           |
|--------|--------------:|--------------:|------:|------|-----|-----------|
| cached | 512 1/s       |               |       |      |     | no rollup |
`);
});
