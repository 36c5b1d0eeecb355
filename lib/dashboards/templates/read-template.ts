import "server-only";
import path from "node:path";
import { and, inArray, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { type DashboardSpecInput, SERVER_FIELDS } from "@/lib/dashboards/schema";
import type { TemplateSource } from "@/lib/dashboards/templates/schema";
import { type DatasetModel, suggestDashboard } from "@/lib/dashboards/templates/suggest-dashboard";
import { getDataset } from "@/lib/datasets/get-dataset";
import { AppError, notFound } from "@/lib/errors";
import { readPackDashboards } from "@/lib/packs/read-pack-dashboards";

/** The packs' own dashboards, as their files have them; those that are not for all are for admins. */
export const packDashboards = (viewer: Viewer) =>
  readPackDashboards(path.join(process.cwd(), "packs")).filter(
    ({ spec }) => spec.isPublic || atLeast(viewer.role, "admin"),
  );

/** A dataset as the viewer may see it, in both languages. @throws AppError NOT_FOUND, AUTH_004 */
export async function readModel(viewer: Viewer, id: string): Promise<DatasetModel> {
  const [en, ko] = await Promise.all([
    getDataset({ ...viewer, locale: "en" }, id),
    getDataset({ ...viewer, locale: "ko" }, id),
  ]);
  return { en, ko };
}

/** Without ways to dashboards that are gone: a new document may not name them, and nobody misses them. */
async function withoutDeadLinks(spec: DashboardSpecInput): Promise<DashboardSpecInput> {
  const named = spec.widgets.flatMap((widget) =>
    "drillThrough" in widget ? (widget.drillThrough ?? []).map(({ dashboard }) => dashboard) : [],
  );
  if (named.length === 0) return spec;
  const rows = await db
    .select({ slug: dashboards.slug })
    .from(dashboards)
    .where(and(inArray(dashboards.slug, named), isNull(dashboards.deletedAt)));
  const there = new Set(rows.map(({ slug }) => slug));
  const widgets = spec.widgets.map((widget) => {
    if (!("drillThrough" in widget) || !widget.drillThrough) return widget;
    const { drillThrough, ...rest } = widget;
    const kept = drillThrough.filter(({ dashboard }) => there.has(dashboard));
    return kept.length > 0 ? { ...widget, drillThrough: kept } : rest;
  });
  return { ...spec, widgets };
}

/**
 * The document a new dashboard begins as, under the template's own slug and name.
 * @throws AppError NOT_FOUND; AUTH_004 for what the viewer may not open; INPUT_001 for a dashboard that is broken in parts, of which a
 * copy would lack them
 */
export async function readTemplate(viewer: Viewer, from: TemplateSource): Promise<DashboardSpecInput> {
  authorize(viewer, "dashboard.create");
  switch (from.kind) {
    case "blank":
      return { slug: "blank", name: "blank", widgets: [], layout: { widgets: {} } };
    case "dataset": {
      const model = await readModel(viewer, from.dataset);
      const { en, ko } = model;
      return suggestDashboard(model, { slug: "dataset", name: { en: en.label, ko: ko.label } });
    }
    case "pack": {
      const found = packDashboards(viewer).find(
        ({ pack, spec }) => pack === from.pack && spec.slug === from.slug,
      );
      if (!found) throw notFound("dashboard");
      // Its folder is the packs', if it is there at all.
      const { folder: _, ...spec } = found.spec;
      return withoutDeadLinks(spec);
    }
    case "duplicate": {
      const { version: _, ...dashboard } = await getDashboard(viewer, from.slug);
      if (dashboard.issues?.length) throw new AppError("INPUT_001", { key: "formatBroken" });
      const kept = SERVER_FIELDS as readonly string[];
      const entries = Object.entries(dashboard).filter(([field]) => !kept.includes(field));
      return withoutDeadLinks(Object.fromEntries(entries) as DashboardSpecInput);
    }
  }
}
