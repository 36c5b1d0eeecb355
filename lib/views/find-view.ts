import "server-only";
import { and, asc, eq, getTableColumns, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Executor } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { userViewConfigs, type ViewRow, views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Share } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { shareOf } from "@/lib/dashboards/share/shared-with";
import { notFound } from "@/lib/errors";
import type { TableConfig } from "@/lib/table/table-config";
import { canEditView } from "@/lib/views/can-edit-view";
import type { View, ViewSummary } from "@/lib/views/schema";

export interface FoundView extends ViewRow {
  slug: string;
  dashboardOwnerId: string | null;
  isPublic: boolean;
  share: Share;
  ownerName: string;
  isMyDefault: boolean;
  isDefault: boolean;
}

// `"views"."id"` is written out: in a statement on one table the builder would shorten it to the default's own id.

/** Whether a view is the one its dashboard opens with for the viewer. */
export const isMyDefault = ({ userId }: Viewer) =>
  sql<boolean>`exists (select from default_views where view_id = "views"."id" and user_id = ${userId})`;

/** Whether a view is the one its dashboard opens with for everybody. */
export const isDefault = sql<boolean>`exists (
  select from default_views where view_id = "views"."id" and user_id is null)`;

/** Rows of views the viewer may know of: their own and shared ones. A personal view of somebody else's is not there, for admins either; nor are those of a dashboard in the bin. */
export function selectViews(
  viewer: Viewer,
  where: SQL | undefined,
  executor: Executor = db,
): Promise<FoundView[]> {
  return executor
    .select({
      ...getTableColumns(views),
      slug: dashboards.slug,
      dashboardOwnerId: dashboards.ownerId,
      isPublic: dashboards.isPublic,
      share: shareOf(viewer),
      ownerName: users.name,
      isMyDefault: isMyDefault(viewer),
      isDefault,
    })
    .from(views)
    .innerJoin(dashboards, eq(dashboards.id, views.dashboardId))
    .innerJoin(users, eq(users.id, views.ownerId))
    .where(and(where, notBinned, or(eq(views.ownerId, viewer.userId), eq(views.scope, "shared"))))
    .orderBy(asc(views.name), asc(views.id));
}

/**
 * One view by id, for verbs that act on it.
 * @throws AppError NOT_FOUND also for others' personal views; AUTH_004 when its dashboard is closed to the viewer
 */
export async function findView(viewer: Viewer, id: string, executor: Executor = db): Promise<FoundView> {
  authorize(viewer, "view.read");
  if (!z.uuid().safeParse(id).success) throw notFound("view");
  const [row] = await selectViews(viewer, eq(views.id, id), executor);
  if (!row) throw notFound("view");
  const { dashboardOwnerId: ownerId, isPublic, share } = row;
  authorize(viewer, "dashboard.read", { ownerId, isPublic, share });
  return row;
}

/** The configurations a view holds, by widget id. */
export async function readConfigs(
  viewId: string,
  executor: Executor = db,
): Promise<Record<string, TableConfig>> {
  const rows = await executor
    .select({ widgetId: userViewConfigs.widgetId, config: userViewConfigs.config })
    .from(userViewConfigs)
    .where(eq(userViewConfigs.viewId, viewId))
    .orderBy(asc(userViewConfigs.widgetId));
  return Object.fromEntries(rows.map(({ widgetId, config }) => [widgetId, config]));
}

/** A row as lists have it. */
export const toViewSummary = (viewer: Viewer, row: FoundView): ViewSummary => ({
  id: row.id,
  name: row.name,
  scope: row.scope,
  dashboard: row.slug,
  ownerId: row.ownerId,
  ownerName: row.ownerName,
  canEdit: canEditView(viewer, row),
  isMine: row.ownerId === viewer.userId,
  version: row.version,
  isMyDefault: row.isMyDefault,
  isDefault: row.isDefault,
  updatedAt: row.updatedAt.toISOString(),
});

/** A row with its configurations, as the API answers. */
export const toView = async (viewer: Viewer, row: FoundView, executor: Executor = db): Promise<View> => ({
  ...toViewSummary(viewer, row),
  widgets: await readConfigs(row.id, executor),
});
