"use server";
import { cookies } from "next/headers";
import { z } from "zod";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { defineAction, definePublicAction } from "@/lib/define-action";
import { acceptInvitation } from "@/lib/invitations/accept-invitation";
import { createInvitation } from "@/lib/invitations/create-invitation";
import { createInvitations } from "@/lib/invitations/create-invitations";
import { resendInvitation } from "@/lib/invitations/resend-invitation";
import { revokeInvitation } from "@/lib/invitations/revoke-invitation";
import { Acceptance, InvitationList, NewInvitation } from "@/lib/invitations/schema";
import { requestInfo } from "@/lib/request-context";

export const createInvitationAction = defineAction(NewInvitation, createInvitation);

export const createInvitationsAction = defineAction(InvitationList, createInvitations);

export const resendInvitationAction = defineAction(z.object({ id: z.uuid() }), resendInvitation);

export const revokeInvitationAction = defineAction(z.object({ id: z.uuid() }), revokeInvitation);

/** Accepts and signs in: the answer sets the session's cookie. */
export const acceptInvitationAction = definePublicAction(Acceptance, async (input) => {
  const token = await acceptInvitation(input, requestInfo());
  (await cookies()).set(await sessionCookie(token));
});
