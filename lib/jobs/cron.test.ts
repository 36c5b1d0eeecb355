import { describe, expect, it } from "vitest";
import { findCronFault, lastDue } from "@/lib/jobs/cron";

const at = (text: string) => new Date(text);

describe("findCronFault", () => {
  it("takes what people write", () => {
    for (const cron of [
      "* * * * *",
      "30 3 * * *",
      " 0  9-18/2  * jan,mar mon-fri ",
      "*/15 * 1,15 * 0",
      "0 0 29 2 *",
      "5 4 * * 7",
    ])
      expect(findCronFault(cron), cron).toBeNull();
  });

  it.each([
    ["60 * * * *", "minute", "60"],
    ["0 24 * * *", "hour", "24"],
    ["0 0 0 * *", "dayOfMonth", "0"],
    ["0 0 32 * *", "dayOfMonth", "32"],
    ["0 0 * 13 *", "month", "13"],
    ["0 0 * juny *", "month", "juny"],
    ["0 0 * * 8", "dayOfWeek", "8"],
    ["*/0 * * * *", "minute", "*/0"],
    ["5-1 * * * *", "minute", "5-1"],
    ["1,,2 * * * *", "minute", "1,,2"],
    ["0 1.5 * * *", "hour", "1.5"],
    ["0 0 L * *", "dayOfMonth", "L"],
    ["? * * * *", "minute", "?"],
  ])("names the field of “%s”: %s", (cron, field, value) => {
    expect(findCronFault(cron)).toEqual({ key: "cronField", values: { field, value } });
  });

  it("wants five fields, no seconds and no nicknames, and a day that comes", () => {
    expect(findCronFault("@daily")).toEqual({ key: "cronFields", values: { count: 1 } });
    expect(findCronFault("0 0 3 * * *")).toEqual({ key: "cronFields", values: { count: 6 } });
    expect(findCronFault("")).toMatchObject({ key: "cronFields" });
    expect(findCronFault("0 0 31 2 *")).toEqual({ key: "cronNever" });
  });
});

describe("lastDue", () => {
  const since = at("2026-01-01T00:00:00Z");

  it("is the last time up to now, in the zone", () => {
    const due = (now: string) => lastDue("30 3 * * *", "Asia/Seoul", since, at(now))?.toISOString();
    expect(due("2026-05-10T18:29:59Z")).toBe("2026-05-09T18:30:00.000Z");
    expect(due("2026-05-10T18:30:00Z")).toBe("2026-05-10T18:30:00.000Z");
    expect(due("2026-05-11T18:29:00Z")).toBe("2026-05-10T18:30:00.000Z");
  });

  it("is nothing when none was due since", () => {
    expect(lastDue("30 3 * * *", "UTC", at("2026-05-10T03:30:00Z"), at("2026-05-11T03:29:00Z"))).toBeNull();
    expect(lastDue("0 0 1 1 *", "UTC", at("2026-01-01T00:00:00Z"), at("2026-12-31T00:00:00Z"))).toBeNull();
  });

  it("finds rare and frequent times alike", () => {
    const now = at("2026-08-20T10:00:30Z");
    expect(lastDue("* * * * *", "UTC", since, now)).toEqual(at("2026-08-20T10:00:00Z"));
    expect(lastDue("0 9 * * mon", "UTC", since, now)).toEqual(at("2026-08-17T09:00:00Z"));
    expect(lastDue("0 0 1 2 *", "UTC", since, now)).toEqual(at("2026-02-01T00:00:00Z"));
  });

  // Once a day and never twice, whenever one looks: this is why times are counted forwards.
  it.each([
    ["America/New_York", "30 2 * * *", "2026-03-08", "2026-11-01"],
    ["America/New_York", "30 1 * * *", "2026-03-08", "2026-11-01"],
    ["Europe/Berlin", "30 2 * * *", "2026-03-29", "2026-10-25"],
    ["Africa/Cairo", "30 0 * * *", "2026-04-24", "2026-10-29"],
    ["Australia/Lord_Howe", "45 1 * * *", "2026-10-04", "2026-04-05"],
  ])("comes once a day in %s at %s, when the clock is moved too", (zone, cron, ...moved) => {
    const day = new Intl.DateTimeFormat("sv", { timeZone: zone });
    for (const middle of moved) {
      const times = new Map<string, Set<string>>();
      for (let hour = -48; hour <= 72; hour++) {
        const now = new Date(Date.parse(middle) + hour * 3_600_000);
        const due = lastDue(cron, zone, new Date(now.getTime() - 3 * 86_400_000), now);
        const key = due === null ? "none" : day.format(due);
        times.set(key, (times.get(key) ?? new Set()).add(due?.toISOString() ?? ""));
      }
      const days = [...times.keys()].sort();
      const next = (text: string) => new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);
      expect(days).toContain(middle);
      for (const [index, one] of days.entries()) {
        if (index > 0) expect(one).toBe(next(days[index - 1] ?? ""));
        expect([...(times.get(one) ?? [])], one).toHaveLength(1);
      }
    }
  });
});
