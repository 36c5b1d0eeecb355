import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import { findUnknownNames } from "@/lib/dashboards/find-unknown-names";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { AppError } from "@/lib/errors";

/**
 * Every dataset, dimension and measure a document names must be there for its editor.
 * @throws AppError INPUT_001 with the path of each unknown name (`widgets.2.chart.measure`) and the nearest ones
 */
export async function checkNames(viewer: Viewer, spec: DashboardSpec): Promise<void> {
  const fields = findUnknownNames(spec, await listDatasets(viewer));
  if (fields.length > 0) throw new AppError("INPUT_001", { fields });
}
