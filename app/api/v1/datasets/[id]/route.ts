import { z } from "zod";
import { getDataset } from "@/lib/datasets/get-dataset";
import { defineRoute } from "@/lib/define-route";

const params = z.object({ id: z.string().max(100) });

export const GET = defineRoute({ needs: "dataset.read", params }, ({ viewer, params }) =>
  getDataset(viewer, params.id),
);
