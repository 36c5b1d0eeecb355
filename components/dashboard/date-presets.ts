import type { CalendarRules } from "@/lib/query/relative-date";

/** The ranges offered by name, in the relative forms a URL keeps: a link from last week still means “last 28 days”. */
export const DATE_PRESETS = [
  { name: "today", from: "now", to: "now" },
  { name: "yesterday", from: "now-1d", to: "now-1d" },
  { name: "last7", from: "now-7d", to: "now-1d" },
  { name: "last28", from: "now-28d", to: "now-1d" },
  { name: "last90", from: "now-90d", to: "now-1d" },
  { name: "thisMonth", from: "now/M", to: "now" },
  { name: "lastMonth", from: "now-1M/M", to: "now-1M/M" },
  { name: "thisFiscalYear", from: "now/fy", to: "now" },
  { name: "lastFiscalYear", from: "now-1y/fy", to: "now-1y/fy" },
] as const;

export type DatePreset = (typeof DATE_PRESETS)[number]["name"];

/** Those worth offering: a fiscal year that begins in January needs no words of its own. */
export const presetsFor = ({ fiscalYearStart = 1 }: CalendarRules = {}) =>
  DATE_PRESETS.filter(({ name }) => fiscalYearStart !== 1 || !/FiscalYear$/.test(name));

/** The preset a range is, if it is one. */
export const presetOf = (range: { from: string; to: string }): DatePreset | null =>
  DATE_PRESETS.find(({ from, to }) => from === range.from && to === range.to)?.name ?? null;
