import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";

/** For tests of files, apart from the dataset, which they load where this one is mocked. */

/** A dashboard, `values`: all of the columns, and the texts alone. */
export async function createValuesDashboard(viewer: Viewer): Promise<void> {
  const table = (id: string, dimensions: string[], metrics: string[]) => ({
    id,
    type: "table" as const,
    title: id,
    dataset: "values",
    dimensions,
    config: { metrics, sort: { column: dimensions[0] ?? "", direction: "asc" as const } },
  });
  const all = ["n", "text", "digits", "id", "exact", "double", "flag", "at", "day"];
  const widgets = [table("all", all, ["won"]), table("alone", ["text"], [])];
  await createDashboard(viewer, {
    format: "json",
    value: {
      slug: "values",
      name: "Values",
      isPublic: true,
      widgets,
      layout: {
        width: 1152,
        widgets: { all: { x: 0, y: 0, w: 1152, h: 300 }, alone: { x: 0, y: 312, w: 1152, h: 300 } },
      },
    },
  });
}
