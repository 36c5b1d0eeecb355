import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { revokeInvitation } from "@/lib/invitations/revoke-invitation";

export const DELETE = defineRoute(
  { needs: "invitation.manage", params: z.object({ id: z.uuid() }) },
  async ({ viewer, params }) => {
    await revokeInvitation(viewer, params);
  },
);
