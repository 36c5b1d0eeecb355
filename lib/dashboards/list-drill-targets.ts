import "server-only";
import { and, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { DrillTarget } from "@/lib/dashboards/drill-address";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { visibleTo } from "@/lib/dashboards/select-dashboards";
import { localText } from "@/lib/format/format";

/** Of the dashboards named those the viewer may open, with their controls, in one question; the others are not told apart from none. */
export async function listDrillTargets(viewer: Viewer, slugs: readonly string[]): Promise<DrillTarget[]> {
  authorize(viewer, "dashboard.read");
  if (slugs.length === 0) return [];
  const rows = await db
    .select({ slug: dashboards.slug, name: dashboards.name, config: dashboards.config })
    .from(dashboards)
    .where(and(visibleTo(viewer), inArray(dashboards.slug, [...slugs])));
  return rows.map(({ slug, name, config }) => {
    const { spec } = readSpec(config, { slug, name });
    return { slug, name: localText(spec.name, viewer.locale), controls: spec.controls };
  });
}
