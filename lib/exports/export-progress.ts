/** How far a file is, as its owner is told. Client-safe. */
import type { Export } from "@/lib/exports/schema";

/** Whether something will still become of it by itself. */
export const isActive = ({ state }: Pick<Export, "state">): boolean =>
  state === "waiting" || state === "running";

/**
 * Whole percents of the rows written; null before the first and where it is not known how many there will be. Never 100 before the file is there: the
 * count was taken before, and a file is not done with its last row.
 */
export function percentOf({
  state,
  rows,
  totalRows,
}: Pick<Export, "state" | "rows" | "totalRows">): number | null {
  if (state === "done") return 100;
  if (state === "waiting" || totalRows === null || totalRows <= 0) return null;
  return Math.max(0, Math.min(99, Math.floor((rows / totalRows) * 100)));
}
