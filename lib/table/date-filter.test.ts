import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveDay } from "@/lib/query/relative-date";
import {
  DATE_FILTER_PRESET_NAMES,
  DATE_FILTER_PRESETS,
  dateFilter,
  LAST_UNITS,
  lastDays,
  readDateFilter,
} from "@/lib/table/date-filter";

/** A Wednesday in Seoul, still Tuesday in New York. */
const NOW = new Date("2026-11-24T20:00:00Z");
const days = ([from, to]: readonly [string, string], zone = "Asia/Seoul", weekStart: 0 | 1 = 1) => [
  resolveDay(from, "from", NOW, zone, { weekStart }),
  resolveDay(to, "to", NOW, zone, { weekStart }),
];

test.each([
  ["today", "2026-11-25", "2026-11-25"],
  ["yesterday", "2026-11-24", "2026-11-24"],
  ["last7", "2026-11-18", "2026-11-24"],
  ["last28", "2026-10-28", "2026-11-24"],
  ["last90", "2026-08-27", "2026-11-24"],
  ["thisWeek", "2026-11-23", "2026-11-25"],
  ["lastWeek", "2026-11-16", "2026-11-22"],
  ["thisMonth", "2026-11-01", "2026-11-25"],
  ["lastMonth", "2026-10-01", "2026-10-31"],
  ["thisQuarter", "2026-10-01", "2026-11-25"],
  ["lastQuarter", "2026-07-01", "2026-09-30"],
  ["thisYear", "2026-01-01", "2026-11-25"],
  ["lastYear", "2025-01-01", "2025-12-31"],
] as const)("%s is %s to %s", (name, from, to) => {
  expect(days(DATE_FILTER_PRESETS[name])).toEqual([from, to]);
});

test("the zone says which day it is, the calendar where weeks begin", () => {
  expect(days(DATE_FILTER_PRESETS.today, "America/New_York")).toEqual(["2026-11-24", "2026-11-24"]);
  expect(days(DATE_FILTER_PRESETS.lastWeek, "Asia/Seoul", 0)).toEqual(["2026-11-15", "2026-11-21"]);
});

test("last N: days up to yesterday or today, whole weeks and months up to the last complete one or now", () => {
  expect(days(lastDays({ count: 3, unit: "d", including: false }))).toEqual(["2026-11-22", "2026-11-24"]);
  expect(days(lastDays({ count: 3, unit: "d", including: true }))).toEqual(["2026-11-23", "2026-11-25"]);
  expect(days(lastDays({ count: 2, unit: "w", including: false }))).toEqual(["2026-11-09", "2026-11-22"]);
  expect(days(lastDays({ count: 2, unit: "w", including: true }))).toEqual(["2026-11-16", "2026-11-25"]);
  expect(days(lastDays({ count: 2, unit: "M", including: false }))).toEqual(["2026-09-01", "2026-10-31"]);
  expect(days(lastDays({ count: 1, unit: "M", including: true }))).toEqual(["2026-11-01", "2026-11-25"]);
});

test("a filter is read back as what it was made of, or as the preset of the same days", () => {
  for (const name of DATE_FILTER_PRESET_NAMES) {
    const filter = dateFilter("date", { kind: "preset", name });
    expect(filter && readDateFilter(filter)).toEqual({ kind: "preset", name });
  }
  fc.assert(
    fc.property(
      fc.record({
        count: fc.integer({ min: 1, max: 99_999 }),
        unit: fc.constantFrom(...LAST_UNITS),
        including: fc.boolean(),
      }),
      (last) => {
        const filter = dateFilter("date", { kind: "last", ...last });
        const meaning = filter && readDateFilter(filter);
        if (meaning?.kind === "preset")
          expect(days(DATE_FILTER_PRESETS[meaning.name])).toEqual(days(lastDays(last)));
        else expect(meaning).toEqual({ kind: "last", ...last });
      },
    ),
  );
  for (const range of [
    { kind: "range", from: "2026-01-01", to: "2026-01-31" },
    { kind: "range", from: "2026-01-01", to: "" },
    { kind: "range", from: "", to: "now-2y" },
    { kind: "null", negate: true },
  ] as const) {
    const filter = dateFilter("date", range);
    expect(filter && readDateFilter(filter)).toEqual(range);
  }
  expect(dateFilter("date", { kind: "range", from: "", to: "" })).toBeUndefined();
  expect(readDateFilter({ name: "date", op: "nin", values: ["2026-01-01"] })).toBeNull();
});
