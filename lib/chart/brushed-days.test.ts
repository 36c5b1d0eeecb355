import { describe, expect, it } from "vitest";
import { brushedDays } from "@/lib/chart/brushed-days";
import type { Grain } from "@/lib/query/query";

const chart = (grain: Grain | undefined, keys: (string | null)[], time = true) => ({
  categories: keys.map((key) => ({ key, label: key, title: key })),
  x: { name: "date", label: "date", time, ...(grain ? { grain } : {}) },
});
const days = (grain: Grain | undefined, keys: (string | null)[], from: number, to: number) =>
  brushedDays(chart(grain, keys), from, to, "Asia/Seoul");

describe("brushedDays", () => {
  it("takes days as they are, in either order", () => {
    const keys = ["2026-02-27", "2026-02-28", "2026-03-01"];
    expect(days("day", keys, 0, 2)).toEqual({ from: "2026-02-27", to: "2026-03-01" });
    expect(days("day", keys, 2, 1)).toEqual({ from: "2026-02-28", to: "2026-03-01" });
    expect(days("day", keys, 1, 1)).toEqual({ from: "2026-02-28", to: "2026-02-28" });
  });

  it("takes weeks, months, quarters and years to their end", () => {
    expect(days("week", ["2026-06-01", "2026-06-08"], 0, 1)?.to).toBe("2026-06-14");
    expect(days("month", ["2024-01-01", "2024-02-01"], 0, 1)?.to).toBe("2024-02-29");
    expect(days("quarter", ["2026-04-01"], 0, 0)?.to).toBe("2026-06-30");
    expect(days("fiscal_year", ["2026-03-01"], 0, 0)?.to).toBe("2027-02-28");
  });

  it("takes hours as the days they are in the reader's zone", () => {
    const keys = ["2026-06-01T14:00:00.000Z", "2026-06-01T15:00:00.000Z"];
    expect(days("hour", keys, 0, 1)).toEqual({ from: "2026-06-01", to: "2026-06-02" });
  });

  it("has none for names and for a place without a day", () => {
    expect(brushedDays(chart(undefined, ["a"], false), 0, 0, "UTC")).toBeNull();
    expect(days("day", ["2026-06-01", null], 0, 1)).toBeNull();
  });
});
