import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/query/result";
import { sparkDays, sparkGrain, sparkOf, sparkShape } from "@/lib/table/sparkline";

const box = { width: 100, height: 20, pad: 0 };

it.each([
  ["2026-01-01", "2026-01-01", "day"],
  ["2026-01-01", "2026-04-02", "day"],
  ["2026-01-01", "2026-04-03", "week"],
  ["2025-01-01", "2026-10-06", "week"],
  ["2025-01-01", "2026-10-07", "month"],
])("%s to %s is drawn by %s to %s", (from, to, grain) => {
  expect(sparkGrain(from, to)).toBe(grain);
});

describe("sparkDays", () => {
  it("lists every day and month", () => {
    expect(sparkDays("2026-02-27", "2026-03-01", "day", "2026-02-28")).toEqual([
      ...["2026-02-27", "2026-02-28", "2026-03-01"],
    ]);
    expect(sparkDays("2025-11-15", "2026-01-02", "month", "2025-11-01")).toEqual([
      ...["2025-11-01", "2025-12-01", "2026-01-01"],
    ]);
  });

  it("has weeks begin where the answer has them begin", () => {
    // 2026-01-05 is a Monday, 2026-01-04 a Sunday.
    expect(sparkDays("2026-01-07", "2026-01-20", "week", "2026-01-12")).toEqual([
      ...["2026-01-05", "2026-01-12", "2026-01-19"],
    ]);
    expect(sparkDays("2026-01-07", "2026-01-20", "week", "2026-01-18")).toEqual([
      ...["2026-01-04", "2026-01-11", "2026-01-18"],
    ]);
    expect(sparkDays("2026-01-05", "2026-01-05", "week", "2026-01-12")).toEqual(["2026-01-05"]);
  });
});

describe("sparkOf", () => {
  const days = ["2026-01-01", "2026-01-02", "2026-01-03"];

  it("keeps gaps and exact digits", () => {
    const spark = sparkOf(
      days,
      new Map<string, Cell>([
        ["2026-01-01", "9007199254740993"],
        ["2026-01-03", 5],
      ]),
    );
    expect(spark.values).toEqual([2 ** 53, null, 5]);
    expect(spark.ends).toEqual({
      first: "2026-01-01",
      last: "2026-01-03",
      min: 5,
      max: "9007199254740993",
      end: 5,
    });
  });

  it("says nothing where there is nothing", () => {
    expect(sparkOf(days, new Map([["2026-01-02", null]])).ends).toBeUndefined();
  });
});

describe("sparkShape", () => {
  it("draws from the lowest to the highest", () => {
    expect(sparkShape([0, 10, 5], box)).toEqual({ path: "M0 20L50 0L100 10", alone: [], last: [100, 10] });
  });

  it("draws nothing across a gap, and a point without neighbours as a point", () => {
    expect(sparkShape([1, 2, null, 3, null], box)).toEqual({
      path: "M0 20L25 10",
      alone: [[75, 0]],
      last: [75, 0],
    });
  });

  it("shows a single value in the middle, and a flat course too", () => {
    expect(sparkShape([7], box)).toEqual({ path: "", alone: [[50, 10]], last: [50, 10] });
    expect(sparkShape([3, 3], box).path).toBe("M0 10L100 10");
    expect(sparkShape([], box)).toEqual({ path: "", alone: [], last: null });
  });
});
