import "server-only";
import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { userViewConfigs, type ViewRow } from "@/db/schema/views";
import type { TableConfig } from "@/lib/table/table-config";

/** Replaces what a view holds. The caller's transaction has locked the view's row, so that two writers don't mix. */
export async function writeConfigs(
  tx: Executor,
  view: Pick<ViewRow, "id" | "ownerId" | "dashboardId">,
  widgets: Record<string, TableConfig>,
): Promise<void> {
  await tx.delete(userViewConfigs).where(eq(userViewConfigs.viewId, view.id));
  const rows = Object.entries(widgets).map(([widgetId, config]) => ({
    userId: view.ownerId,
    dashboardId: view.dashboardId,
    viewId: view.id,
    widgetId,
    config,
  }));
  if (rows.length > 0) await tx.insert(userViewConfigs).values(rows);
}
