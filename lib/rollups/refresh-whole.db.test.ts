import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RefreshStep } from "@/lib/rollups/refresh-rollup";
import { ask, did, FACTS, Facts, refresh, rollupOf, time } from "@/tests/facts";

const STEPS: RefreshStep["doing"][] = ["reading", "writing", "tidying"];

let facts: Facts;
beforeAll(async () => {
  facts = await Facts.open();
});
afterAll(() => facts?.close());
beforeEach(() => facts.fill());

test.each(STEPS)("stopped while %s: readers see the whole old or the whole new", async (doing) => {
  await refresh();
  await facts.setAmounts(2, "2026-01-01", "2026-03-31");
  const stop = new AbortController();
  const stopped = refresh(FACTS, {
    signal: stop.signal,
    onStep: (step) => {
      if (step.doing === doing) stop.abort(new Error("enough"));
    },
  });
  await expect(stopped).rejects.toThrow("enough");
  const { rows, meta } = await ask({ dimensions: ["brand"] });
  expect(rows.map((row) => row[1])).toEqual([360, 360, 360, 360]);
  expect(meta.rollup).toBe(doing === "tidying" ? "brands" : null);
  expect(await did()).toEqual(doing === "tidying" ? ["kept", "built"] : ["built", "built"]);
  expect((await facts.tables()).filter((name) => name.startsWith("~"))).toEqual([]);
});

test("killed in the middle: the old table stays, the next try goes on", async () => {
  await refresh();
  const old = await facts.table();
  await facts.setAmounts(2, "2026-01-01", "2026-03-31");
  const kill = async ({ rollup, doing }: RefreshStep) => {
    if (rollup === "brands" && doing === "writing")
      expect(
        await facts.app`select pg_terminate_backend(pid) as ended from pg_stat_activity
          where application_name = 'lookflex-rollup' and datname = current_database()`,
      ).toEqual([{ ended: true }]);
  };
  const [brands, months] = await refresh(FACTS, { onStep: kill });
  expect([brands?.did, months?.did]).toEqual(["failed", "failed"]);
  expect(await facts.table()).toBe(old);
  expect(await ask({ dimensions: ["brand"] })).toMatchObject({
    meta: { rollup: null },
    rows: [
      ["brand 1", 360, 180],
      ["brand 2", 360, 180],
      ["brand 3", 360, 180],
      ["brand 4", 360, 180],
    ],
  });
  const [row] = await facts.app`select state, error from rollups where dataset = 'facts' and name = 'months'`;
  expect(row).toEqual({ state: "failed", error: expect.stringContaining("lost") });
  expect(await did()).toEqual(["built", "built"]);
  expect(await rollupOf({ dimensions: ["brand"] })).toBe("brands");
});

test("two at once: one builds, the other waits and finds it done", async () => {
  const both = await Promise.all([did(), did()]);
  expect(both.sort()).toEqual([
    ["built", "built"],
    ["kept", "kept"],
  ]);
});

test("nobody puts another source table in place between the moment of the snapshot and the reading", async () => {
  let refused: unknown;
  const swap = async (step: RefreshStep) => {
    if (step.doing !== "reading" || refused) return;
    refused = await facts.owner
      .begin(async (tx) => {
        await tx`set local lock_timeout = '50ms'`;
        await tx`drop table commerce.facts`;
      })
      .catch((error) => error.code);
  };
  expect(await did(FACTS, { onStep: swap })).toEqual(["built", "built"]);
  expect(refused).toBe("55P03");
});

test("readers meanwhile get one version's truth, and never an older one than they could know", async () => {
  await refresh();
  const window = time("2026-02-03", "2026-02-05");
  const versionNow = async () =>
    Number((await facts.owner`select version from dataset_versions where dataset = 'facts'`)[0]?.version);
  const first = await versionNow();
  const used = new Map<string | null, number>();
  const check = async () => {
    const known = await versionNow();
    const { rows, meta } = await ask({ dimensions: ["brand"], time: window });
    const later = await versionNow();
    const [amount] = new Set(rows.map((row) => Number(row[1]) / Number(row[2])));
    expect(new Set(rows.map((row) => row[1])).size).toBe(1);
    // Versions and amounts rise together, from 1.
    expect(amount).toBeGreaterThanOrEqual(known - first + 1);
    expect(amount).toBeLessThanOrEqual(later - first + 1);
    used.set(meta.rollup, (used.get(meta.rollup) ?? 0) + 1);
  };
  for (let round = 1; round <= 12; round++) {
    const change = facts.setAmounts(round + 1, window.from, window.to);
    const readers = [1, 2, 3].map(async () => {
      for (let i = 0; i < 4; i++) await check();
    });
    await change;
    await Promise.all([refresh(FACTS, { force: round % 3 === 0 }), ...readers]);
    await check();
  }
  expect(used.get("brands")).toBeGreaterThanOrEqual(12);
  expect((await ask({ dimensions: ["brand"], time: window })).rows[0]).toEqual(["brand 1", 13 * 6, 6]);
});
