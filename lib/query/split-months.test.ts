import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, countDays } from "@/lib/query/relative-date";
import { splitMonths } from "@/lib/query/split-months";

const split = (from: string, to: string) => splitMonths({ from, to });

test("whole months, and the days at both edges", () => {
  expect(split("2025-11-25", "2026-02-22")).toEqual({
    months: { from: "2025-12-01", to: "2026-01-31" },
    days: [
      { from: "2025-11-25", to: "2025-11-30" },
      { from: "2026-02-01", to: "2026-02-22" },
    ],
  });
  expect(split("2024-02-01", "2024-02-29")).toEqual({
    months: { from: "2024-02-01", to: "2024-02-29" },
    days: [],
  });
  expect(split("2024-02-01", "2024-03-01").days).toEqual([{ from: "2024-03-01", to: "2024-03-01" }]);
  expect(split("2024-01-31", "2024-02-29").days).toEqual([{ from: "2024-01-31", to: "2024-01-31" }]);
});

test("a window without a whole month stays as it is, also one that is empty", () => {
  for (const [from, to] of [
    ["2024-02-01", "2024-02-28"],
    ["2024-01-02", "2024-02-28"],
    ["2024-01-15", "2024-01-15"],
    ["2024-03-01", "2024-02-01"],
  ] as const)
    expect(split(from, to)).toEqual({ months: null, days: [{ from, to }] });
});

test("the parts are the window: in order, side by side, every day once", () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays("2023-01-01", days) ?? "");
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const { months, days } = split(from, to);
      const parts = [...days, ...(months ? [months] : [])].sort((x, y) => (x.from < y.from ? -1 : 1));
      expect(parts[0]?.from).toBe(from);
      expect(parts.at(-1)?.to).toBe(to);
      expect(parts.reduce((sum, part) => sum + countDays(part.from, part.to), 0)).toBe(countDays(from, to));
      for (const [i, part] of parts.slice(1).entries())
        expect(part.from).toBe(addDays(parts[i]?.to ?? "", 1));
      if (months) {
        expect(months.from.endsWith("-01")).toBe(true);
        expect(addDays(months.to, 1)?.endsWith("-01")).toBe(true);
      }
    }),
  );
});
