import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { Query, type QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import type { RollupTable } from "@/lib/query/rollup-table";
import { routeRollup } from "@/lib/query/route-rollup";
import { runPlan } from "@/lib/query/run-plan";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { createMonths } from "@/lib/rollups/fill-months";
import { planRollup } from "@/lib/rollups/plan-rollup";
import { refreshDataset } from "@/lib/rollups/refresh-dataset";
import { forgetRollups, getRollups } from "@/lib/rollups/rollup-catalogue";
import { monthsTable, ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";
import { createRolledTables, ROLLED, ROLLED_LOOKUPS } from "@/lib/rollups/testing/rolled-dataset";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { rolledQuestion } from "@/tests/rolled-questions";

const NOW = new Date("2026-01-20T03:00:00Z");
const VIEWERS = [
  testViewer({ role: "admin" }),
  testViewer({ attributes: { channel: ["naver", "it's"] }, weekStart: 0 }),
  testViewer(),
  testViewer({ role: "editor", attributes: { channel: ["coupang", "naver"] } }),
];
const RUNS = Number(process.env.PROPERTY_RUNS ?? 600);

let database: TestDatabase | undefined;
let tables: readonly RollupTable[] = [];
beforeAll(async () => {
  database = await testDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createRolledTables(sql, [database.readerRole, database.appRole]);
  await sql.end();
  const outcomes = await refreshDataset(ROLLED, ROLLED_LOOKUPS, { signal: new AbortController().signal });
  expect(outcomes.map(({ did }) => did)).toEqual(ROLLED.rollups.map(() => "built"));
  await summedByMonths(database);
  forgetRollups();
  tables = await getRollups(ROLLED, ROLLED_LOOKUPS, 1);
});
afterAll(async () => {
  await closeReaders(1);
  await database?.close();
});

/** Also where it saves nothing: the table is too small for that. */
async function summedByMonths({ appUrl, readerRole }: TestDatabase): Promise<void> {
  const sql = postgres(appUrl, { max: 1, onnotice: () => {} });
  for (const rollup of ROLLED.rollups) {
    const [built] = await sql<
      { name: string }[]
    >`select table_name as name from rollups where name = ${rollup.name}`;
    const name = built?.name ?? "";
    await sql`drop table if exists ${sql(ROLLUP_SCHEMA)}.${sql(monthsTable(name))}`;
    await createMonths(sql, planRollup(ROLLED, rollup, ROLLED_LOOKUPS), name, Number.POSITIVE_INFINITY);
  }
  await sql`grant select on all tables in schema ${sql(ROLLUP_SCHEMA)} to ${sql(readerRole)}`;
  await sql.end();
}

const planned = (input: QueryInput, viewer: Viewer, rollups: readonly RollupTable[]) =>
  routeRollup(planQuery(parseInput(Query, input), ROLLED, viewer, NOW, ROLLED_LOOKUPS), rollups);
const ask = (input: QueryInput, viewer: Viewer, rollups: readonly RollupTable[]): Promise<Result> =>
  runPlan(planned(input, viewer, rollups), ROLLED, { locale: "en", data: null });
const withoutMeta = ({ meta, ...answer }: Result) => ({
  ...answer,
  truncated: meta.truncated,
  columnsTruncated: meta.columnsTruncated,
});

test("whatever is asked, a rollup's answer is the source's, to the last digit; every rollup answers some", async () => {
  const used = new Map<string | null, number>();
  let byMonths = 0;
  const property = fc.asyncProperty(rolledQuestion, fc.constantFrom(...VIEWERS), async (input, viewer) => {
    const rolled = await ask(input, viewer, tables);
    used.set(rolled.meta.rollup, (used.get(rolled.meta.rollup) ?? 0) + 1);
    if (rolled.meta.rollup === null) return;
    const source = await ask(input, viewer, []);
    expect(source.meta.rollup).toBeNull();
    expect(withoutMeta(rolled)).toEqual(withoutMeta(source));
    // The smallest is not the only one that could answer.
    for (const table of tables) {
      const other = await ask(input, viewer, [table]);
      if (other.meta.rollup !== rolled.meta.rollup) expect(withoutMeta(other)).toEqual(withoutMeta(source));
      if (planned(input, viewer, [table]).months === undefined) continue;
      byMonths += 1;
      const byDays = await ask(input, viewer, [{ ...table, months: null }]);
      expect(withoutMeta(byDays)).toEqual(withoutMeta(source));
    }
  });
  await fc.assert(property, { numRuns: RUNS, seed: Number(process.env.PROPERTY_SEED ?? 7) });
  const answered = RUNS - (used.get(null) ?? 0);
  expect(answered).toBeGreaterThan(RUNS * 0.4);
  expect(byMonths).toBeGreaterThan(RUNS * 0.2);
  for (const { name } of ROLLED.rollups) expect(used.get(name) ?? 0, name).toBeGreaterThan(0);
}, 600_000);

test("all that a rollup tells apart: its rows are read as groups, and are those of the source", async () => {
  let asGroups = 0;
  const names = ROLLED.rollups.map(({ name }) => name);
  const some = fc.constantFrom(...names);
  const property = fc.asyncProperty(rolledQuestion, some, async (input, name) => {
    const table = tables.find((one) => one.name === name);
    if (!table) throw new Error(name);
    const dimensions = [...table.columns].map(([column, { grain }]) =>
      column === table.time ? { name: column, grain } : column,
    );
    const { dataset, measures, filters, time, totals, limit } = input;
    const question = { dataset, dimensions, measures, filters, time, totals, limit } as QueryInput;
    const [viewer] = VIEWERS as [Viewer];
    if (!planned(question, viewer, [table]).areGroups) return;
    asGroups += 1;
    const answer = await ask(question, viewer, [table]);
    expect(withoutMeta(answer)).toEqual(withoutMeta(await ask(question, viewer, [])));
  });
  await fc.assert(property, { numRuns: RUNS, seed: Number(process.env.PROPERTY_SEED ?? 7) });
  expect(asGroups).toBeGreaterThan(RUNS * 0.1);
}, 600_000);
