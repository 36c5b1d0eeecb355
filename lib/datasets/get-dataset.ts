import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type DatasetInfo, describeDataset } from "@/lib/datasets/dataset-info";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { notFound } from "@/lib/errors";

/** One dataset as the viewer may see it, in their language. @throws AppError AUTH_004, NOT_FOUND */
export async function getDataset(viewer: Viewer, id: string): Promise<DatasetInfo> {
  authorize(viewer, "dataset.read");
  const loaded = (await loadDatasets()).get(id);
  if (!loaded) throw notFound("dataset");
  return describeDataset(loaded.dataset, viewer.locale, viewer.currency);
}
