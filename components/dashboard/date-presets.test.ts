import { expect, it } from "vitest";
import { resolveDay } from "@/lib/query/relative-date";
import { DATE_PRESETS, presetOf, presetsFor } from "./date-presets";

const now = new Date("2026-11-20T01:00:00Z");
const days = (name: string) => {
  const preset = DATE_PRESETS.find((one) => one.name === name)!;
  const calendar = { fiscalYearStart: 4 };
  return (["from", "to"] as const).map((side) => resolveDay(preset[side], side, now, "Asia/Seoul", calendar));
};

it.each([
  ["today", "2026-11-20", "2026-11-20"],
  ["yesterday", "2026-11-19", "2026-11-19"],
  ["last7", "2026-11-13", "2026-11-19"],
  ["last28", "2026-10-23", "2026-11-19"],
  ["last90", "2026-08-22", "2026-11-19"],
  ["thisMonth", "2026-11-01", "2026-11-20"],
  ["lastMonth", "2026-10-01", "2026-10-31"],
  ["thisFiscalYear", "2026-04-01", "2026-11-20"],
  ["lastFiscalYear", "2025-04-01", "2026-03-31"],
])("%s is %s to %s", (name, from, to) => {
  expect(days(name)).toEqual([from, to]);
});

it("knows a range by its forms, not by its days", () => {
  expect(presetOf({ from: "now-28d", to: "now-1d" })).toBe("last28");
  expect(presetOf({ from: "2026-10-23", to: "2026-11-19" })).toBeNull();
});

it("offers the fiscal year where it is another than the calendar's", () => {
  const names = (fiscalYearStart?: number) =>
    presetsFor(fiscalYearStart ? { fiscalYearStart } : {}).map(({ name }) => name);
  expect(names(4)).toContain("thisFiscalYear");
  expect(names(1)).not.toContain("thisFiscalYear");
  expect(names()).not.toContain("lastFiscalYear");
});
