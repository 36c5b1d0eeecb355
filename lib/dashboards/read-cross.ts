import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { SearchParams } from "@/lib/dashboards/control-state";
import { type CrossFilter, type CrossNotice, parseCross } from "@/lib/dashboards/cross-filter";
import { type CrossSource, crossSources } from "@/lib/dashboards/cross-sources";
import { listDrillTargets } from "@/lib/dashboards/list-drill-targets";
import type { Dashboard, Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

export interface Cross {
  filters: CrossFilter[];
  notices: CrossNotice[];
  sources: CrossSource[];
  /** Of the dimensions chosen by, by name. */
  labels: Record<string, string>;
}

/**
 * What is chosen on a dashboard's widgets, what can be, and where it leads: to dashboards the viewer may open, found in one question.
 * @param dashboard one the viewer has been let into. @param datasets those it names, as the viewer may see them
 */
export async function readCross(
  viewer: Viewer,
  dashboard: Dashboard,
  {
    datasets,
    params,
    titleOf,
  }: {
    datasets: ReadonlyMap<string, DatasetInfo>;
    params: SearchParams;
    titleOf: (widget: Widget) => string;
  },
): Promise<Cross> {
  authorize(viewer, "dashboard.read", dashboard);
  const slugs = dashboard.widgets.flatMap((widget) =>
    "drillThrough" in widget ? (widget.drillThrough ?? []).map((link) => link.dashboard) : [],
  );
  const targets = await listDrillTargets(viewer, [...new Set(slugs)]);
  const { filters, notices } = parseCross(dashboard.widgets, params, datasets);
  const labels = Object.fromEntries(
    [...datasets.values()].flatMap(({ dimensions }) => dimensions.map(({ name, label }) => [name, label])),
  );
  const sources = crossSources(dashboard, datasets, targets, { titleOf, locale: viewer.locale });
  return { filters, notices, sources, labels };
}
