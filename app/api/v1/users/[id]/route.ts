import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { deleteUser } from "@/lib/users/delete-user";
import { UserChange, UserDeletion } from "@/lib/users/schema";
import { updateUser } from "@/lib/users/update-user";

const params = z.object({ id: z.uuid() });

export const PATCH = defineRoute(
  { needs: "user.manage", params, body: UserChange.omit({ id: true }) },
  ({ viewer, params, body }) => updateUser(viewer, { ...body, id: params.id }),
);

export const DELETE = defineRoute(
  { needs: "user.manage", params, query: UserDeletion.omit({ id: true }) },
  async ({ viewer, params, query }) => {
    await deleteUser(viewer, { ...query, id: params.id });
  },
);
