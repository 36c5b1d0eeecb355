"use server";
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { endSession } from "@/lib/auth/end-session";
import { getSignInFailures } from "@/lib/auth/get-sign-in-failures";
import { readSessionCookie, sessionCookieFlags, sessionCookieName } from "@/lib/auth/session-cookie";
import { defineAction, definePublicAction } from "@/lib/define-action";
import { requestInfo } from "@/lib/request-context";

/** Ends the browser's session and clears its cookie; harmless when there is none. */
export const signOutAction = definePublicAction(z.undefined(), async () => {
  const token = await readSessionCookie(await headers());
  if (token) await endSession(token.sid, requestInfo());
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieFlags(), maxAge: 0 });
});

/** Failed attempts to sign in as the viewer since the time before; asked right after signing in. */
export const signInFailuresAction = defineAction(z.undefined(), getSignInFailures);
