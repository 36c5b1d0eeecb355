import { z } from "zod";
import { created, defineRoute } from "@/lib/define-route";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { TokenRotation } from "@/lib/tokens/schema";

export const POST = defineRoute(
  {
    needs: "token.manageOwn",
    params: z.object({ id: z.uuid() }),
    body: TokenRotation.omit({ id: true }),
  },
  async ({ viewer, params, body }) => created(await rotateToken(viewer, { ...body, id: params.id })),
);
