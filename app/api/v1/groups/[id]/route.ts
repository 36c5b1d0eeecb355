import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/get-group";
import { GroupChange } from "@/lib/groups/schema";
import { updateGroup } from "@/lib/groups/update-group";

const params = z.object({ id: z.uuid() });

export const GET = defineRoute({ needs: "group.manage", params }, ({ viewer, params }) =>
  getGroup(viewer, params),
);

export const PATCH = defineRoute(
  { needs: "group.manage", params, body: GroupChange.omit({ id: true }) },
  ({ viewer, params, body }) => updateGroup(viewer, { ...body, id: params.id }),
);

export const DELETE = defineRoute({ needs: "group.manage", params }, async ({ viewer, params }) => {
  await deleteGroup(viewer, params);
});
