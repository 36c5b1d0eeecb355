import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import type { Dashboard } from "@/lib/dashboards/schema";
import { getDataVersion } from "@/lib/datasets/data-version";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { getDataset } from "@/lib/datasets/get-dataset";
import { AppError } from "@/lib/errors";
import { localText } from "@/lib/format/format";

/** By name, each once. */
export const datasetIds = (dashboard: Dashboard): string[] => [
  ...new Set([
    ...dashboard.widgets.flatMap((widget) => (widget.type === "text" ? [] : [widget.dataset])),
    ...dashboard.controls.flatMap((control) => (control.type === "select" ? [control.dataset] : [])),
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

/** What each select control is called: its own label, or its dimension's. */
export const labelsOf = (dashboard: Dashboard, datasets: Map<string, DatasetInfo>, viewer: Viewer) =>
  Object.fromEntries(
    dashboard.controls.flatMap((control) => {
      if (control.type !== "select") return [];
      const dimension = datasets
        .get(control.dataset)
        ?.dimensions.find(({ name }) => name === control.dimension);
      return [
        [
          control.name,
          control.label ? localText(control.label, viewer.locale) : (dimension?.label ?? control.name),
        ],
      ];
    }),
  );
