import { listDatasets } from "@/lib/datasets/list-datasets";
import { defineRoute } from "@/lib/define-route";

export const GET = defineRoute({ needs: "dataset.read" }, ({ viewer }) => listDatasets(viewer));
