import { expect, test } from "vitest";
import { formatInstant } from "@/lib/query/format-instant";

test.each([
  ["2025-12-31 15:00:00+00", "Asia/Seoul", "2026-01-01T00:00:00+09:00"],
  ["2025-12-31 15:00:00.000123+00", "Asia/Seoul", "2026-01-01T00:00:00.000123+09:00"],
  ["2025-11-02 05:30:00+00", "America/New_York", "2025-11-02T01:30:00-04:00"],
  ["2025-11-02 06:30:00+00", "America/New_York", "2025-11-02T01:30:00-05:00"],
  ["2026-01-01 00:00:00+00", "Asia/Kolkata", "2026-01-01T05:30:00+05:30"],
  ["2026-01-01 00:00:00+00", "UTC", "2026-01-01T00:00:00+00:00"],
  ["infinity", "UTC", "infinity"],
])("%s in %s is %s", (text, zone, expected) => {
  expect(formatInstant(text, zone)).toBe(expected);
});
