import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { deleteToken } from "@/lib/tokens/delete-token";

export const DELETE = defineRoute(
  { needs: "token.manageOwn", params: z.object({ id: z.uuid() }) },
  async ({ viewer, params }) => {
    await deleteToken(viewer, params);
  },
);
