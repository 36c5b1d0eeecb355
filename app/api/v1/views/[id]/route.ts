import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { deleteView } from "@/lib/views/delete-view";
import { getView } from "@/lib/views/get-view";
import { updateView } from "@/lib/views/update-view";

const params = z.object({ id: z.string() });

export const GET = defineRoute({ needs: "view.read", params }, ({ viewer, params: { id } }) =>
  getView(viewer, id),
);

export const PUT = defineRoute(
  { needs: "view.savePersonal", params, body: z.unknown() },
  ({ viewer, params: { id }, body }) => updateView(viewer, id, body),
);

export const DELETE = defineRoute(
  { needs: "view.savePersonal", params },
  async ({ viewer, params: { id } }) => {
    await deleteView(viewer, id);
  },
);
