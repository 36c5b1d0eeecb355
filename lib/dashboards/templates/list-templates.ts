import "server-only";
import { and, desc, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { visibleTo } from "@/lib/dashboards/select-dashboards";
import { previewOf } from "@/lib/dashboards/templates/preview";
import { packDashboards, readModel } from "@/lib/dashboards/templates/read-template";
import type { Template } from "@/lib/dashboards/templates/schema";
import { suggestDashboard } from "@/lib/dashboards/templates/suggest-dashboard";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { localText } from "@/lib/format/format";

/** Dashboards are many, and their documents are long: the newest are offered. */
const MOST_DASHBOARDS = 200;

/** What a new dashboard may begin as, by kind, in the viewer's language. Editors. */
export async function listTemplates(viewer: Viewer): Promise<Template[]> {
  authorize(viewer, "dashboard.create");
  const text = (given: Parameters<typeof localText>[0] | undefined) =>
    given === undefined ? null : localText(given, viewer.locale);
  const packs = packDashboards(viewer).map(
    ({ pack, spec }): Template => ({
      from: { kind: "pack", pack, slug: spec.slug },
      name: localText(spec.name, viewer.locale),
      description: text(spec.description),
      group: pack,
      preview: previewOf(spec),
    }),
  );
  const datasets = (await listDatasets(viewer)).map(async ({ id, label, description }): Promise<Template> => {
    const suggested = suggestDashboard(await readModel(viewer, id), { slug: "dataset", name: label });
    return {
      from: { kind: "dataset", dataset: id },
      name: label,
      description: description ?? null,
      preview: previewOf(DashboardSpec.parse(suggested)),
    };
  });
  const rows = await db
    .select({ slug: dashboards.slug, name: dashboards.name, config: dashboards.config })
    .from(dashboards)
    .where(and(visibleTo(viewer), isNull(dashboards.deletedAt)))
    .orderBy(desc(dashboards.updatedAt))
    .limit(MOST_DASHBOARDS);
  const { compare } = new Intl.Collator(viewer.locale, { numeric: true });
  const copies = rows
    .map(({ slug, name, config }): Template => {
      const { spec } = readSpec(config, { slug, name });
      return {
        from: { kind: "duplicate", slug },
        name: localText(spec.name, viewer.locale),
        description: text(spec.description),
        preview: previewOf(spec),
      };
    })
    .sort((a, b) => compare(a.name, b.name));
  return [...packs, ...(await Promise.all(datasets)), ...copies];
}
