"use server";
import { z } from "zod";
import { defineAction } from "@/lib/define-action";
import { revokeOtherSessions } from "@/lib/sessions/revoke-other-sessions";
import { revokeSession } from "@/lib/sessions/revoke-session";

export const revokeSessionAction = defineAction(z.object({ id: z.uuid() }), revokeSession);

export const revokeOtherSessionsAction = defineAction(z.undefined(), revokeOtherSessions);
