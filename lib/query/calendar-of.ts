import type { Viewer } from "@/lib/access/viewer";
import type { Calendar } from "@/lib/query/relative-date";

/** Where a viewer's weeks and fiscal years begin: their own choice, or the workspace's. */
export const calendarOf = ({
  weekStart,
  fiscalYearStart,
}: Pick<Viewer, "weekStart" | "fiscalYearStart">): Calendar => ({
  weekStart: weekStart ?? 1,
  fiscalYearStart: fiscalYearStart ?? 1,
});
