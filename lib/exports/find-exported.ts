import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { getDataset } from "@/lib/datasets/get-dataset";
import type { ExportRequest } from "@/lib/exports/export-request";
import { localText } from "@/lib/format/format";

/**
 * What a file is of, where the viewer may export and read it now.
 * @returns its title in their language
 * @throws AppError NOT_FOUND, AUTH_004
 */
export async function findExported(viewer: Viewer, of: ExportRequest["of"]): Promise<string> {
  authorize(viewer, "export.run");
  authorize(viewer, "query.run");
  if (of.kind === "explore") {
    authorize(viewer, "dataset.explore");
    return (await getDataset(viewer, of.dataset)).label;
  }
  const row = await findDashboard(viewer, of.dashboard, "dashboard.read");
  const { spec } = readSpec(row.config, { slug: row.slug, name: row.name });
  const name = localText(spec.name, viewer.locale);
  const widget = of.kind === "widget" ? spec.widgets.find(({ id }) => id === of.widget) : undefined;
  const title = widget && "title" in widget && widget.title ? localText(widget.title, viewer.locale) : "";
  return title === "" ? name : `${name} · ${title}`;
}
