import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type DatasetInfo, describeDataset } from "@/lib/datasets/dataset-info";
import { loadDatasets } from "@/lib/datasets/load-datasets";

/** Every dataset as the viewer may see it, in their language, by id. @throws AppError AUTH_004 */
export async function listDatasets(viewer: Viewer): Promise<DatasetInfo[]> {
  authorize(viewer, "dataset.read");
  const loaded = [...(await loadDatasets()).values()];
  return loaded
    .map(({ dataset }) => describeDataset(dataset, viewer.locale, viewer.currency))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
