import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, or } from "drizzle-orm";
import { db } from "@/db/client";
import type { DashboardRow } from "@/db/schema/dashboards";
import { userViewConfigs, views } from "@/db/schema/views";
import { can, narrowedBy } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { AppError } from "@/lib/errors";
import type { TableConfig } from "@/lib/table/table-config";

/** What of a configuration is a format, and no choice or order of rows and columns. */
const FORMAT_FIELDS = ["conditionalFormatting"] as const satisfies readonly (keyof TableConfig)[];

/**
 * Refuses formats in a view of who may not set them. Those that stand in the dashboard, in a shared view or in a view of theirs
 * already may be kept: saving what one sees must not fail.
 * @throws AppError AUTH_004 naming each field at fault
 */
export async function assertMayFormat(
  viewer: Viewer,
  dashboard: Pick<DashboardRow, "id" | "config">,
  widgets: Record<string, TableConfig>,
): Promise<void> {
  if (can(viewer, "view.format")) return;
  const given = Object.entries(widgets).flatMap(([id, config]) =>
    FORMAT_FIELDS.flatMap((field) =>
      config[field] === undefined ? [] : [{ id, field, value: config[field] }],
    ),
  );
  if (given.length === 0) return;
  const known = [
    ...defaultsOf(dashboard),
    ...(await saved(viewer, dashboard.id, [...new Set(given.map(({ id }) => id))])),
  ];
  const made = given.filter(
    ({ id, field, value }) =>
      !known.some(([widget, config]) => widget === id && isDeepStrictEqual(config[field], value)),
  );
  if (made.length === 0) return;
  const key = narrowedBy(viewer, "view.format")?.setting ?? "AUTH_004";
  throw new AppError("AUTH_004", {
    key,
    fields: made.map(({ id, field }) => ({ path: `widgets.${id}.${field}`, key })),
  });
}

function defaultsOf({ config }: Pick<DashboardRow, "config">): [string, TableConfig][] {
  const spec = DashboardSpec.safeParse(config);
  return (spec.data?.widgets ?? []).flatMap((widget) =>
    widget.type === "table" ? [[widget.id, widget.config]] : [],
  );
}

/** The configurations of these widgets in the dashboard's shared views and the viewer's own. */
async function saved(
  viewer: Viewer,
  dashboardId: string,
  widgetIds: string[],
): Promise<[string, TableConfig][]> {
  const rows = await db
    .select({ widgetId: userViewConfigs.widgetId, config: userViewConfigs.config })
    .from(userViewConfigs)
    .innerJoin(views, eq(views.id, userViewConfigs.viewId))
    .where(
      and(
        eq(views.dashboardId, dashboardId),
        inArray(userViewConfigs.widgetId, widgetIds),
        or(eq(views.scope, "shared"), eq(views.ownerId, viewer.userId)),
      ),
    );
  return rows.map(({ widgetId, config }) => [widgetId, config]);
}
