import "server-only";
import { and, inArray } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { findUnknownNames } from "@/lib/dashboards/find-unknown-names";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { visibleTo } from "@/lib/dashboards/select-dashboards";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { AppError } from "@/lib/errors";

/** The dashboards a document leads to, by slug. */
const drilledTo = ({ widgets }: DashboardSpec): string[] =>
  widgets.flatMap((widget) =>
    "drillThrough" in widget ? (widget.drillThrough ?? []).map(({ dashboard }) => dashboard) : [],
  );

/**
 * What may be led to: of the dashboards named all that are there, since a document may be several people's and each sees what is
 * theirs; the others are offered as the nearest, so these are the viewer's own to see.
 */
async function dashboardSlugs(
  viewer: Viewer,
  named: readonly string[],
  executor: Executor,
): Promise<string[]> {
  if (named.length === 0) return [];
  const slugs = () => executor.select({ slug: dashboards.slug }).from(dashboards);
  const [there, visible] = await Promise.all([
    slugs().where(and(inArray(dashboards.slug, [...named]), notBinned)),
    slugs().where(visibleTo(viewer)),
  ]);
  return [...new Set([...there, ...visible].map(({ slug }) => slug))];
}

/**
 * Every dataset, dimension, measure and dashboard a document names must be there for its editor.
 * @param coming slugs of dashboards that are published along with it
 * @param executor the caller's transaction: one that waits for a second connection may wait for itself
 * @throws AppError INPUT_001 with the path of each unknown name (`widgets.2.chart.measure`) and the nearest ones
 */
export async function checkNames(
  viewer: Viewer,
  spec: DashboardSpec,
  coming: readonly string[] = [],
  executor: Executor = db,
): Promise<void> {
  const [datasets, slugs] = await Promise.all([
    listDatasets(viewer),
    dashboardSlugs(viewer, drilledTo(spec), executor),
  ]);
  const fields = findUnknownNames(spec, datasets, [...slugs, ...coming]);
  if (fields.length > 0) throw new AppError("INPUT_001", { fields });
}
