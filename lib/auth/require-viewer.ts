import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { atLeast, type Duty, type Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { loadSession } from "@/lib/auth/load-session";
import { loginPath } from "@/lib/auth/safe-next";
import { readSessionCookie } from "@/lib/auth/session-cookie";
import { viewerOf } from "@/lib/auth/viewer-of";
import { browserLocale } from "@/lib/i18n/browser-locale";
import { requestContext, requestInfo } from "@/lib/request-context";
import { getSettings } from "@/lib/settings/get-settings";

/** Who looks at this page, or null when nobody is signed in. Read once a request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const asked = await headers();
  const cookie = await readSessionCookie(asked);
  const session = cookie && (await loadSession(cookie.sid));
  if (session?.state !== "live") return null;
  const workspace = await getSettings();
  const user = { ...session.user, locale: browserLocale(asked, session.user.locale, workspace.locale) };
  return viewerOf(user, { sessionId: session.sessionId }, requestInfo(), workspace);
});

/** Who looks at this page; signed out goes to the sign-in page and comes back after. First line of every page. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) redirect(loginPath(requestContext()?.url ?? "/"));
  return viewer;
}

/** Never waits: the entry is in the buffer before the page is refused. */
function refuse(viewer: Viewer): never {
  void recordRefusal(viewer.userId, viewer.request, 403, "AUTH_004");
  forbidden();
}

/** 403 page unless the viewer stands on or above `least`. */
export function requireRole(viewer: Viewer, least: Role): void {
  if (!atLeast(viewer.role, least)) refuse(viewer);
}

/** 403 page unless the viewer holds the duty, whatever their role. */
export function requireDuty(viewer: Viewer, duty: Duty): void {
  if (!viewer.duties.includes(duty)) refuse(viewer);
}
