import type { PlanWindow } from "@/lib/query/plan";
import { addDays, endOf, ISO_CALENDAR, startOf } from "@/lib/query/relative-date";

export interface SplitWindow {
  /** All whole months of the window; null where it has none. */
  months: PlanWindow | null;
  /** What is left before and after them. */
  days: PlanWindow[];
}

/** A window as its whole months and the days at its edges: together it, each day once. Pure. */
export function splitMonths(window: PlanWindow): SplitWindow {
  const { from, to } = window;
  const none = { months: null, days: [window] };
  const [firstDay, lastDay] = [startOf(from, "M", ISO_CALENDAR), endOf(to, "M", ISO_CALENDAR)];
  const [endOfFirst, startOfLast] = [endOf(from, "M", ISO_CALENDAR), startOf(to, "M", ISO_CALENDAR)];
  if (!firstDay || !lastDay || !endOfFirst || !startOfLast) return none;
  const start = firstDay === from ? from : addDays(endOfFirst, 1);
  const end = lastDay === to ? to : addDays(startOfLast, -1);
  if (!start || !end || start > end) return none;
  const before = addDays(start, -1);
  const after = addDays(end, 1);
  return {
    months: { from: start, to: end },
    days: [
      ...(from < start && before ? [{ from, to: before }] : []),
      ...(end < to && after ? [{ from: after, to }] : []),
    ],
  };
}
