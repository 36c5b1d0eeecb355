import { describe, expect, test } from "vitest";
import { addMonths, countDays, isDay, isZone, resolveDay, today } from "@/lib/query/relative-date";

/** A Tuesday; 08:30 in Seoul, still Monday in New York. */
const NOW = new Date("2026-03-30T23:30:00Z");
const SEOUL = "Asia/Seoul";
const from = (text: string, zone = SEOUL) => resolveDay(text, "from", NOW, zone);
const to = (text: string, zone = SEOUL) => resolveDay(text, "to", NOW, zone);

test("steps go by fiscal quarters and years as by others", () => {
  const fiscal = { fiscalYearStart: 4 };
  expect(resolveDay("now-1fy/fy", "from", NOW, SEOUL, fiscal)).toBe("2024-04-01");
  expect(resolveDay("now-1fy/fy", "to", NOW, SEOUL, fiscal)).toBe("2025-03-31");
  expect(resolveDay("now-1fQ/fQ", "from", NOW, SEOUL, fiscal)).toBe("2025-10-01");
});

describe("relative days", () => {
  test("today is the day in the zone", () => {
    expect(today(NOW, SEOUL)).toBe("2026-03-31");
    expect(today(NOW, "America/New_York")).toBe("2026-03-30");
    expect(from("now", "America/New_York")).toBe("2026-03-30");
  });

  test.each([
    ["now-28d", "2026-03-03"],
    ["now-1w", "2026-03-24"],
    ["now-1M", "2026-02-28"],
    ["now-1Q", "2025-12-31"],
    ["now-1y", "2025-03-31"],
    ["now+1d", "2026-04-01"],
    ["now-1y+1d", "2025-04-01"],
    ["2024-02-29", "2024-02-29"],
  ])("%s is %s", (text, day) => {
    expect(from(text)).toBe(day);
    expect(to(text)).toBe(day);
  });

  test.each([
    ["now/d", "2026-03-31", "2026-03-31"],
    ["now/w", "2026-03-30", "2026-04-05"],
    ["now-1w/w", "2026-03-23", "2026-03-29"],
    ["now/M", "2026-03-01", "2026-03-31"],
    ["now-1M/M", "2026-02-01", "2026-02-28"],
    ["now/Q", "2026-01-01", "2026-03-31"],
    ["now-1Q/Q", "2025-10-01", "2025-12-31"],
    ["now-1y/y", "2025-01-01", "2025-12-31"],
  ])("%s runs from %s to %s", (text, start, end) => {
    expect(from(text)).toBe(start);
    expect(to(text)).toBe(end);
  });

  test("weeks start on Monday, on a Sunday too", () => {
    const sunday = new Date("2026-03-29T03:00:00Z");
    expect(resolveDay("now/w", "from", sunday, SEOUL)).toBe("2026-03-23");
    expect(resolveDay("now/w", "to", sunday, SEOUL)).toBe("2026-03-29");
    // For who begins it on Sunday, that Sunday is the first day.
    expect(resolveDay("now/w", "from", sunday, SEOUL, { weekStart: 0 })).toBe("2026-03-29");
    expect(resolveDay("now/w", "to", sunday, SEOUL, { weekStart: 0 })).toBe("2026-04-04");
    expect(resolveDay("now-1d/w", "from", sunday, SEOUL, { weekStart: 0 })).toBe("2026-03-22");
  });

  test.each([
    [4, "now/fy", "2025-04-01", "2026-03-31"],
    [4, "now-1y/fy", "2024-04-01", "2025-03-31"],
    [4, "now/fQ", "2026-01-01", "2026-03-31"],
    [2, "now/fy", "2026-02-01", "2027-01-31"],
    [2, "now/fQ", "2026-02-01", "2026-04-30"],
    [12, "now/fQ", "2026-03-01", "2026-05-31"],
    [1, "now/fy", "2026-01-01", "2026-12-31"],
  ])("with a fiscal year from month %i, %s runs from %s to %s", (fiscalYearStart, text, start, end) => {
    expect(resolveDay(text, "from", NOW, SEOUL, { fiscalYearStart })).toBe(start);
    expect(resolveDay(text, "to", NOW, SEOUL, { fiscalYearStart })).toBe(end);
  });

  test.each([
    "",
    "now/f",
    "now/fM",
    "2026-02-29",
    "2026-13-01",
    "0000-01-01",
    "2026-1-1",
    "2026-01-01T00:00:00Z",
    "NOW",
    "now-1m",
    "now-1h",
    "now-",
    "now-1d/h",
    "now-1d ",
    "now-99999y",
    "now+8000y/y",
    "now-999999d",
    "'; drop table x",
  ])("%j is refused", (text) => {
    expect(from(text)).toBeNull();
    expect(to(text)).toBeNull();
  });

  test("days that exist, months that are short, ranges that count both ends", () => {
    expect(isDay("2000-02-29")).toBe(true);
    expect(isDay("1900-02-29")).toBe(false);
    expect(addMonths("2024-02-29", -12)).toBe("2023-02-28");
    expect(addMonths("2025-12-31", 2)).toBe("2026-02-28");
    expect(addMonths("0001-01-01", -1)).toBeNull();
    expect(countDays("2026-01-01", "2026-01-31")).toBe(31);
  });

  test("zones are names, never offsets", () => {
    expect(["Asia/Seoul", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+9"].every(isZone)).toBe(true);
    expect(["", "+09:00", "Mars/Base", "UTC'; select 1", "../etc/passwd"].some(isZone)).toBe(false);
    // Names of several zones, or of one without its summer.
    expect(["IST", "BST", "CST", "PST", "CET", "EET", "wet", "Asia/", "/Seoul"].some(isZone)).toBe(false);
  });
});
