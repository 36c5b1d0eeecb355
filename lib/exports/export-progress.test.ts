import { describe, expect, it } from "vitest";
import { isActive, percentOf } from "@/lib/exports/export-progress";
import { ExportState } from "@/lib/exports/schema";

const running = (rows: number, totalRows: number | null) => percentOf({ state: "running", rows, totalRows });

describe("percentOf", () => {
  it("counts whole percents, rounded down", () => {
    expect(running(0, 300)).toBe(0);
    expect(running(2, 300)).toBe(0);
    expect(running(100, 300)).toBe(33);
    expect(running(299, 300)).toBe(99);
  });

  it("is unknown where the rows are not counted", () => {
    expect(running(5_000, null)).toBeNull();
    expect(running(0, 0)).toBeNull();
    expect(percentOf({ state: "waiting", rows: 0, totalRows: 300 })).toBeNull();
  });

  it("says 100 of a file that is there, and of no other", () => {
    expect(running(300, 300)).toBe(99);
    expect(running(500, 300)).toBe(99);
    expect(percentOf({ state: "done", rows: 300, totalRows: null })).toBe(100);
  });
});

it("waits for what is waiting or written", () => {
  expect(ExportState.options.filter((state) => isActive({ state }))).toEqual(["waiting", "running"]);
});
