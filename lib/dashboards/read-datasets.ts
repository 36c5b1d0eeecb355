import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import { asksData } from "@/lib/dashboards/asks-data";
import type { Dashboard } from "@/lib/dashboards/schema";
import { getDataVersion } from "@/lib/datasets/data-version";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { getDataset } from "@/lib/datasets/get-dataset";
import { AppError } from "@/lib/errors";

export const datasetIds = (dashboard: Dashboard): string[] => [
  ...new Set([
    ...dashboard.widgets.flatMap((widget) => (asksData(widget) ? [widget.dataset] : [])),
    ...dashboard.controls.flatMap((control) => ("dataset" in control ? [control.dataset] : [])),
  ]),
];

/** The datasets the dashboard names. One that is gone is left out here: its widgets say so themselves. */
export async function readDatasets(viewer: Viewer, dashboard: Dashboard): Promise<Map<string, DatasetInfo>> {
  const found = await Promise.all(
    datasetIds(dashboard).map((id) =>
      getDataset(viewer, id).catch((error: unknown) => {
        if (error instanceof AppError && error.code === "NOT_FOUND") return null;
        throw error;
      }),
    ),
  );
  return new Map(found.flatMap((dataset) => (dataset ? [[dataset.id, dataset] as const] : [])));
}

/** As of when the oldest of its datasets is. */
export async function readFreshness(dashboard: Dashboard): Promise<string | null> {
  const versions = await Promise.all(datasetIds(dashboard).map(getDataVersion));
  return versions.flatMap((version) => (version ? [version.dataAsOf] : [])).sort()[0] ?? null;
}
