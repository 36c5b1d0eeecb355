import "server-only";
import { and, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dashboardDrafts } from "@/db/schema/dashboards";
import { AppError } from "@/lib/errors";

/**
 * Takes somebody's draft away, as it was read, for verbs that have authorised.
 * @returns the YAML it was typed as
 * @throws AppError CONFLICT_001 with `details.currentRevision` (null: there is none) when it is another one by now
 */
export async function endDraft(
  executor: Executor,
  dashboardId: string,
  userId: string,
  revision: number,
): Promise<string | null> {
  const mine = and(eq(dashboardDrafts.dashboardId, dashboardId), eq(dashboardDrafts.userId, userId));
  const [ended] = await executor
    .delete(dashboardDrafts)
    .where(and(mine, eq(dashboardDrafts.revision, revision)))
    .returning({ source: dashboardDrafts.source });
  if (ended) return ended.source;
  const [current] = await executor
    .select({ revision: dashboardDrafts.revision })
    .from(dashboardDrafts)
    .where(mine);
  throw new AppError("CONFLICT_001", {
    key: "draftElsewhere",
    details: { currentRevision: current?.revision ?? null },
  });
}
