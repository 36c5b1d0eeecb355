import type { Plan } from "@/lib/query/plan";
import type { Grain } from "@/lib/query/query";

/** How a grain is cut by a database that knows weeks from Monday and years from January: moved, cut, moved back. */
export interface CalendarShift {
  /** As `date_trunc` calls it. */
  unit: string;
  /** Days forward before the cut. */
  days: number;
  /** Months back before the cut, from the first of the month: a month before 31 May is no 31 April. */
  months: number;
}

export function calendarShift(
  grain: Grain,
  { weekStart, fiscalYearStart }: Pick<Plan, "weekStart" | "fiscalYearStart">,
): CalendarShift {
  switch (grain) {
    case "week":
      return { unit: "week", days: weekStart === 0 ? 1 : 0, months: 0 };
    case "fiscal_quarter":
      return { unit: "quarter", days: 0, months: (fiscalYearStart - 1) % 3 };
    case "fiscal_year":
      return { unit: "year", days: 0, months: fiscalYearStart - 1 };
    default:
      return { unit: grain, days: 0, months: 0 };
  }
}
