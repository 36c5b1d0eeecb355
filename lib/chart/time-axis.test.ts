import { describe, expect, it } from "vitest";
import { fillTime, timeCategories } from "@/lib/chart/time-axis";

const SEOUL = "Asia/Seoul";

describe("fillTime", () => {
  it.each([
    ["week", { from: "2026-11-11", to: "2026-11-24" }, ["2026-11-09", "2026-11-16", "2026-11-23"]],
    ["month", { from: "2026-11-11", to: "2027-01-02" }, ["2026-11-01", "2026-12-01", "2027-01-01"]],
    ["quarter", { from: "2026-11-11", to: "2027-01-02" }, ["2026-10-01", "2027-01-01"]],
    ["year", { from: "2026-11-11", to: "2027-01-02" }, ["2026-01-01", "2027-01-01"]],
  ] as const)("has every %s of the range, the first one whole", (grain, range, expected) => {
    expect(fillTime([], grain, SEOUL, range)).toEqual(expected);
  });

  it("has 24 hours of a day, 23 when the clock goes forward, and keeps the keys found", () => {
    const found = "2026-11-11T09:00:00+09:00";
    const seoul = fillTime([found], "hour", SEOUL, { from: "2026-11-11", to: "2026-11-11" });
    expect(seoul).toHaveLength(24);
    expect(seoul[0]).toBe("2026-11-10T15:00:00.000Z");
    expect(seoul[9]).toBe(found);
    const spring = { from: "2026-03-29", to: "2026-03-29" };
    expect(fillTime([], "hour", "Europe/Berlin", spring)).toHaveLength(23);
  });

  it("without a range goes from the first key to the last", () => {
    expect(fillTime(["2026-03-01", "2026-02-27"], "day", SEOUL)).toEqual([
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
    ]);
  });

  it("does not fill thousands of years for a mistyped one", () => {
    const range = { from: "0202-01-01", to: "9999-01-01" };
    expect(fillTime(["2026-01-01"], "day", SEOUL, range)).toEqual(["2026-01-01"]);
  });
});

describe("timeCategories", () => {
  const titles = (keys: string[], grain: "day" | "hour" | "month", locale: "ko" | "en") =>
    timeCategories(keys, grain, locale, SEOUL).map(({ label, title }) => [label, title]);

  it("heads tooltips with the weekday, and years only where there are two", () => {
    expect(titles(["2026-11-11"], "day", "ko")).toEqual([["11.11", "11. 11. (수)"]]);
    expect(titles(["2026-11-11"], "day", "en")).toEqual([["Nov 11", "Wed, Nov 11"]]);
    expect(titles(["2025-11-11", "2026-11-11"], "day", "ko")[0]).toEqual(["2025. 11. 11.", "2025. 11. 11."]);
  });

  it("writes hours on the clock of the zone", () => {
    expect(titles(["2026-11-10T15:00:00.000Z"], "hour", "ko")).toEqual([["00:00", "11. 11. (수) 00:00"]]);
  });
});
