import { created, defineRoute } from "@/lib/define-route";
import { createInvitation } from "@/lib/invitations/create-invitation";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { NewInvitation } from "@/lib/invitations/schema";

export const GET = defineRoute({ needs: "invitation.manage" }, ({ viewer }) => listInvitations(viewer));

export const POST = defineRoute(
  { needs: "invitation.manage", body: NewInvitation },
  async ({ viewer, body }) => {
    const { invitation, ...link } = await createInvitation(viewer, body);
    return created({ ...invitation, ...link });
  },
);
