import { describe, expect, it } from "vitest";
import type { Result } from "@/lib/query/result";
import { type AskSparks, SparkLoader } from "@/lib/table/spark-loader";
import type { SparkQuery } from "@/lib/table/sparkline-query";
import type { LinePath } from "@/lib/table/table-config";
import { pathKey } from "@/lib/table/table-tree";

const range = { name: "date", from: "2026-01-01", to: "2026-01-02", grain: "day" } as const;
/** One question for all lines given; the total has no course of its own. */
const split = (paths: readonly LinePath[]): SparkQuery[] => {
  const rows = paths.filter(({ length }) => length > 0);
  return rows.length === 0
    ? []
    : [
        {
          paths: rows,
          depth: 1,
          measures: ["margin"],
          range,
          query: { dataset: "sales", dimensions: ["sku", { name: "date", grain: "day" }] },
        },
      ];
};
const lines = (from: number, to: number): LinePath[] =>
  Array.from({ length: to - from }, (_, i) => [`s${from + i}`]);
const answer = (paths: readonly LinePath[]) =>
  ({
    columns: ["sku", "date", "margin"].map((name) => ({ name, label: name })),
    rows: paths.map(([sku]) => [sku, "2026-01-01", 1]),
    meta: { truncated: false },
  }) as unknown as Result;

/** A server whose answers come when they are told to. */
function server(most?: number) {
  const asked: { signal: AbortSignal; settle: (data: Result | null) => Promise<void> }[] = [];
  const ask: AskSparks = (_query, signal) =>
    new Promise((resolve) => {
      asked.push({
        signal,
        settle: async (data) => {
          resolve({ data, error: data ? null : { message: "down" } });
          await Promise.resolve();
          await Promise.resolve();
        },
      });
    });
  const loader = new SparkLoader(ask, most);
  const want = (paths: readonly LinePath[]) => loader.want(split(paths), split);
  const state = (line: LinePath) => {
    const found = loader.snapshot().get(pathKey(line));
    return found === undefined ? "unknown" : "message" in found ? found.message : "known";
  };
  return { asked, want, state, loader };
}

describe("SparkLoader", () => {
  it("asks for lines once, those that come later by themselves", async () => {
    const { asked, want, state } = server();
    want(lines(0, 3));
    want(lines(0, 3));
    want(lines(1, 5));
    expect(asked).toHaveLength(2);
    await asked[0]?.settle(answer(lines(0, 3)));
    await asked[1]?.settle(answer(lines(3, 5)));
    expect(lines(0, 5).map(state)).toEqual(["known", "known", "known", "known", "known"]);
    want(lines(0, 5));
    expect(asked).toHaveLength(2);
  });

  it("gives up what has been left, and asks for it again when one is back", async () => {
    const { asked, want, state } = server();
    want(lines(0, 3));
    want(lines(100, 103));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await asked[0]?.settle(answer(lines(0, 3)));
    expect(state(["s0"])).toBe("unknown");
    want(lines(0, 3));
    expect(asked).toHaveLength(3);
  });

  it("keeps so many lines, and always those in sight", async () => {
    const { asked, want, state } = server(4);
    want(lines(0, 3));
    await asked[0]?.settle(answer(lines(0, 3)));
    want(lines(3, 6));
    await asked[1]?.settle(answer(lines(3, 6)));
    expect(lines(0, 6).map(state)).toEqual(["unknown", "unknown", "known", "known", "known", "known"]);
    want(lines(10, 16));
    await asked[2]?.settle(answer(lines(10, 16)));
    expect(lines(10, 16).map(state)).not.toContain("unknown");
  });

  it("says why a line has none", async () => {
    const { asked, want, state, loader } = server();
    let told = 0;
    loader.subscribe(() => {
      told += 1;
    });
    want(lines(0, 1));
    await asked[0]?.settle(null);
    expect(state(["s0"])).toBe("down");
    expect(told).toBe(1);
  });
});
