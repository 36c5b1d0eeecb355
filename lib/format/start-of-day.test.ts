import { expect, it } from "vitest";
import { startOfDay } from "@/lib/format/start-of-day";

it.each([
  ["2026-11-11", "Asia/Seoul", "2026-11-10T15:00:00.000Z"],
  ["2026-11-11", "UTC", "2026-11-11T00:00:00.000Z"],
  ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
  // The days clocks change.
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z"],
  ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
  // Midnight was skipped: the day began at one.
  ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
])("%s begins in %s at %s", (day, timezone, instant) => {
  expect(startOfDay(day, timezone).toISOString()).toBe(instant);
});
