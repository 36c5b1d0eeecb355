/** The days of a stretch of a time axis, as the date control takes them. */
import type { AxisChart } from "@/lib/chart/prepared-chart";
import { type DayRange, stepDays } from "@/lib/chart/time-axis";

const DAY = 86_400_000;

/** @param from,to places of the axis, in either order. @returns null where they are no days. */
export function brushedDays(
  { categories, x }: Pick<AxisChart, "categories" | "x">,
  from: number,
  to: number,
  timezone: string,
): DayRange | null {
  const first = categories[Math.min(from, to)]?.key;
  const last = categories[Math.max(from, to)]?.key;
  if (!x.time || first == null || last == null) return null;
  if (!x.grain || x.grain === "hour") {
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, dateStyle: "short" });
    return { from: day.format(new Date(first)), to: day.format(new Date(last)) };
  }
  // The last unit to its end: a brushed month is all of it.
  const after = Date.parse(`${stepDays(last, x.grain, 1)}T00:00:00Z`);
  return { from: first.slice(0, 10), to: new Date(after - DAY).toISOString().slice(0, 10) };
}
