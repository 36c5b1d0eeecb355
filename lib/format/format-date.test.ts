import { describe, expect, it } from "vitest";
import {
  type DateGrain,
  type DatePattern,
  formatAge,
  formatDate,
  formatDateRange,
  formatMoment,
  formatTime,
} from "@/lib/format/format-date";

describe("formatDate", () => {
  it.each<[string | null, DateGrain | undefined, DatePattern, string, string]>([
    ["2026-11-09", "day", "full", "2026. 11. 9.", "Nov 9, 2026"],
    ["2026-11-09", "day", "short", "11. 9.", "Nov 9"],
    ["2026-11-09", "day", "axis", "11.9", "Nov 9"],
    ["2026-11-11", "day", "weekday", "11. 11. (수)", "Wed, Nov 11"],
    ["2026-11-09", "week", "full", "2026. 11. 9. 주", "Week of Nov 9, 2026"],
    ["2026-11-01", "month", "full", "2026년 11월", "Nov 2026"],
    ["2026-11-01", "month", "axis", "2026.11", "Nov 2026"],
    ["2026-10-01", "quarter", "full", "2026년 4분기", "Q4 2026"],
    ["2026-01-01", "year", "full", "2026년", "2026"],
    ["2026-11-09T07:05:00+09:00", "hour", "short", "11. 9. 07:05", "Nov 9 07:05"],
    ["2026-11-09T07:05:00Z", undefined, "axis", "07:05", "07:05"],
    [null, "day", "full", "–", "–"],
    ["(unknown)", "day", "full", "(unknown)", "(unknown)"],
  ])("%s by %s, %s", (value, grain, pattern, ko, en) => {
    expect(formatDate(value, grain, "ko", { pattern })).toBe(ko);
    expect(formatDate(value, grain, "en", { pattern })).toBe(en);
  });

  it("moves times into a zone, but never a plain date", () => {
    const timezone = "America/Los_Angeles";
    expect(formatDate("2026-11-19", "day", "en", { timezone })).toBe("Nov 19, 2026");
    expect(formatDate("2026-11-19T03:00:00Z", "minute", "en", { timezone })).toBe("Nov 18, 2026 19:00");
  });
});

describe("formatDateRange", () => {
  it("says years only where they are needed", () => {
    expect(formatDateRange("2026-10-23", "2026-11-19", "ko", 2026)).toBe("10. 23. – 11. 19.");
    expect(formatDateRange("2025-12-20", "2026-01-16", "ko", 2026)).toBe("2025. 12. 20. – 2026. 1. 16.");
    expect(formatDateRange("2026-11-19", "2026-11-19", "en", 2026)).toBe("Nov 19");
  });
});

describe("moments", () => {
  const now = new Date("2026-11-19T08:00:00+09:00");

  it.each([
    ["2026-11-19T07:59:30+09:00", "방금", "just now"],
    ["2026-11-19T09:00:00+09:00", "방금", "just now"],
    ["2026-11-19T07:42:00+09:00", "18분 전", "18 minutes ago"],
    ["2026-11-19T07:00:00+09:00", "1시간 전", "1 hour ago"],
    ["2026-11-18T18:20:00+09:00", "어제 18:20", "yesterday 18:20"],
    ["2026-11-14T10:03:00+09:00", "11. 14. 10:03", "Nov 14 10:03"],
    ["2025-11-14T10:03:00+09:00", "2025. 11. 14. 10:03", "Nov 14, 2025 10:03"],
  ])("%s", (moment, ko, en) => {
    expect(formatMoment(moment, now, "ko", "Asia/Seoul")).toBe(ko);
    expect(formatMoment(moment, now, "en", "Asia/Seoul")).toBe(en);
  });

  it("never happened is a gap", () => {
    expect(formatMoment(null, now, "ko", "Asia/Seoul")).toBe("–");
  });

  it("ages in days once a day is over, and tells the reader's own clock", () => {
    expect(formatAge("2026-11-17T03:42:00+09:00", now, "ko")).toBe("2일 전");
    expect(formatTime("2026-11-18T22:42:00Z", "Asia/Seoul")).toBe("07:42");
  });
});
