import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { deleteExport } from "@/lib/exports/delete-export";
import { getExport } from "@/lib/exports/get-export";

const Params = z.object({ id: z.uuid() });

export const GET = defineRoute({ needs: "export.run", params: Params }, ({ viewer, params }) =>
  getExport(viewer, params),
);

export const DELETE = defineRoute({ needs: "export.run", params: Params }, ({ viewer, params }) =>
  deleteExport(viewer, params),
);
