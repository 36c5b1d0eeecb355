import { expect, it } from "vitest";
import { resolveDay } from "@/lib/query/relative-date";
import { DATE_PRESETS, presetOf } from "./date-presets";

const now = new Date("2026-11-20T01:00:00Z");
const days = (name: string) => {
  const preset = DATE_PRESETS.find((one) => one.name === name)!;
  return [resolveDay(preset.from, "from", now, "Asia/Seoul"), resolveDay(preset.to, "to", now, "Asia/Seoul")];
};

it.each([
  ["today", "2026-11-20", "2026-11-20"],
  ["yesterday", "2026-11-19", "2026-11-19"],
  ["last7", "2026-11-13", "2026-11-19"],
  ["last28", "2026-10-23", "2026-11-19"],
  ["last90", "2026-08-22", "2026-11-19"],
  ["thisMonth", "2026-11-01", "2026-11-20"],
  ["lastMonth", "2026-10-01", "2026-10-31"],
])("%s is %s to %s", (name, from, to) => {
  expect(days(name)).toEqual([from, to]);
});

it("knows a range by its forms, not by its days", () => {
  expect(presetOf({ from: "now-28d", to: "now-1d" })).toBe("last28");
  expect(presetOf({ from: "2026-10-23", to: "2026-11-19" })).toBeNull();
});
