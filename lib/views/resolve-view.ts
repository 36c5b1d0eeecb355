import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { Dashboard } from "@/lib/dashboards/schema";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { resolveConfig } from "@/lib/table/resolve-config";
import { TableConfig } from "@/lib/table/table-config";
import { DEFAULT_VIEW } from "@/lib/views/default-view";
import { readConfigs, selectViews, toViewSummary } from "@/lib/views/find-view";
import { knownFormats, pruneConfig } from "@/lib/views/prune-config";
import type { ResolvedView } from "@/lib/views/schema";

/**
 * What each table of a dashboard shows: its default ← the view the address names, or else the viewer's own state, field by field.
 * A view that is gone, of another dashboard or somebody else's personal one is `missing`; the viewer's own state stands in.
 * @param dashboard as `getDashboard` gave it to this viewer
 * @param viewId from the address: an id, `default` for the dashboard as published, or nothing
 */
export async function resolveView(
  viewer: Viewer,
  dashboard: Pick<Dashboard, "id" | "ownerId" | "isPublic" | "share" | "widgets">,
  viewId?: string,
): Promise<ResolvedView> {
  authorize(viewer, "view.read");
  authorize(viewer, "dashboard.read", dashboard);
  const inDashboard = eq(views.dashboardId, dashboard.id);
  const named =
    viewId !== undefined && z.uuid().safeParse(viewId).success
      ? (await selectViews(viewer, and(inDashboard, eq(views.id, viewId))))[0]
      : undefined;
  const missing = viewId !== undefined && viewId !== DEFAULT_VIEW && !named;
  const own =
    named || viewId === DEFAULT_VIEW
      ? undefined
      : (
          await selectViews(viewer, and(inDashboard, eq(views.ownerId, viewer.userId), isNull(views.name)))
        )[0];
  const active = named ?? own;
  const configs = active ? await readConfigs(active.id) : {};
  const datasets = new Map((await listDatasets(viewer)).map((dataset) => [dataset.id, dataset]));
  const resolved: Pick<ResolvedView, "widgets" | "dropped"> = { widgets: {}, dropped: {} };
  for (const widget of dashboard.widgets) {
    if (widget.type !== "table") continue;
    // A configuration of an older release may hold what is no longer understood: the default stands in.
    const stored = Object.hasOwn(configs, widget.id)
      ? TableConfig.safeParse(configs[widget.id]).data
      : undefined;
    const dataset = datasets.get(widget.dataset);
    const { config, dropped } =
      stored && dataset ? pruneConfig(stored, widget, dataset) : { config: stored, dropped: [] };
    const inForce = resolveConfig(widget.config, config);
    // The default's formats too may name what its dataset has lost; drawing them reads it.
    if (dataset && inForce.conditionalFormatting)
      inForce.conditionalFormatting = knownFormats(inForce, widget, dataset).formats;
    resolved.widgets[widget.id] = inForce;
    if (dropped.length > 0) resolved.dropped[widget.id] = dropped;
  }
  return { active: active ? toViewSummary(viewer, active) : null, missing, ...resolved };
}
