import "server-only";
import { and, eq, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { Dashboard } from "@/lib/dashboards/schema";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { resolveConfig } from "@/lib/table/resolve-config";
import { TableConfig } from "@/lib/table/table-config";
import { DEFAULT_VIEW, OWN_VIEW } from "@/lib/views/default-view";
import { isDefault, isMyDefault, readConfigs, selectViews, toViewSummary } from "@/lib/views/find-view";
import { knownFormats, pruneConfig } from "@/lib/views/prune-config";
import type { ResolvedView } from "@/lib/views/schema";

/**
 * What each table of a dashboard shows: its default ← the view the address names, field by field. Where it names none: the view the
 * viewer made their default, else their own state, else the dashboard's default view. A view that is gone, of another
 * dashboard or somebody else's personal one is `missing`; the same stands in.
 * @param dashboard as `getDashboard` gave it to this viewer
 * @param viewId from the address: an id, `own`, `default` for the dashboard as published, or nothing
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
  const missing = viewId !== undefined && viewId !== DEFAULT_VIEW && viewId !== OWN_VIEW && !named;
  const mine = and(eq(views.ownerId, viewer.userId), isNull(views.name));
  const opening =
    named || viewId === DEFAULT_VIEW
      ? []
      : await selectViews(
          viewer,
          and(inDashboard, viewId === OWN_VIEW ? mine : or(isMyDefault(viewer), mine, isDefault)),
        );
  const own = opening.find(({ name, ownerId }) => name === null && ownerId === viewer.userId);
  const chosen = viewId === OWN_VIEW ? undefined : opening.find((view) => view.isMyDefault);
  const active = named ?? chosen ?? own ?? opening.find((view) => view.isDefault);
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
