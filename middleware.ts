import { type NextRequest, NextResponse } from "next/server";
import { atLeast, type Role } from "@/lib/access/roles";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { tokenOf } from "@/lib/auth/authenticate-request";
import { type LoadedSession, loadSession } from "@/lib/auth/load-session";
import { isDueForRenewal, renewSession } from "@/lib/auth/renew-session";
import { loginPath } from "@/lib/auth/safe-next";
import { readSessionCookie, sessionCookie } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/error-response";
import { isForeignOrigin } from "@/lib/http/is-foreign-origin";
import { API_POLICY, pagePolicy } from "@/lib/http/security-headers";
import { log } from "@/lib/log";
import { requestInfo } from "@/lib/request-context";
import { knownSettings } from "@/lib/settings/get-settings";

/** Comfort, not security: every page, action and route asks again. */
export const config = {
  runtime: "nodejs",
  // All but files: a page's address may end like one (`/invite/x.svg`), and is a page all the same.
  matcher: ["/((?!_next/static/|[^/]+\\.(?:ico|svg|png|txt|webmanifest|woff2)$).*)"],
};

/** Areas that need more than a session; the first match counts. */
const AREAS: readonly [RegExp, Role | "audit"][] = [
  [/^\/admin(\/|$)/, "admin"],
  [/^\/audit(\/|$)/, "audit"],
  [/^\/explore(\/|$)/, "editor"],
  [/^\/bin(\/|$)/, "editor"],
  [/^\/d\/[^/]+\/edit(\/|$)/, "editor"],
];
const OPEN = /^\/(login|invite|reset|setup|refused)(\/|$)/;
const NO_SESSION_NEEDED = /^\/api\/(livez|readyz|health|brand)(\/|$)/;

function mayEnter(path: string, { role, duties }: LoadedSession["user"]): boolean {
  const need = AREAS.find(([area]) => area.test(path))?.[1];
  if (need === undefined) return true;
  return need === "audit" ? duties.includes("audit") : atLeast(role, need);
}

/** The live session of the cookie; "unknown" when the database can't say, so that the page itself tells of the outage. */
async function findSession(request: NextRequest): Promise<LoadedSession | "unknown" | null> {
  const token = await readSessionCookie(request.headers);
  if (!token) return null;
  try {
    const session = await loadSession(token.sid);
    if (session?.state !== "live") return null;
    if (isDueForRenewal(session)) await renewSession(session);
    return session;
  } catch (err) {
    log.error({ err, requestId: requestInfo().id }, "session lookup failed");
    return "unknown";
  }
}

/** Lets a page be rendered under a fresh nonce, which Next takes from the request's own policy. */
function proceed(request: NextRequest, rewriteTo?: string): NextResponse {
  const headers = new Headers(request.headers);
  const policy = pagePolicy({
    nonce: btoa(crypto.randomUUID()),
    siteUrl: env().siteUrl,
    imageHosts: env().imageHosts,
    development: process.env.NODE_ENV === "development",
  });
  headers.set("Content-Security-Policy", policy);
  const response = rewriteTo
    ? NextResponse.rewrite(new URL(rewriteTo, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function proceedAsData(): NextResponse {
  const response = NextResponse.next();
  response.headers.set("Content-Security-Policy", API_POLICY);
  return response;
}

async function decide(
  request: NextRequest,
  session: LoadedSession | "unknown" | null,
): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  if (pathname.startsWith("/api/")) return proceedAsData();
  // Actions answer for themselves: a redirect would only confuse their caller.
  if (OPEN.test(pathname) || session === "unknown" || request.headers.has("next-action"))
    return proceed(request);
  if (!session) return NextResponse.redirect(new URL(loginPath(pathname + search), request.url));
  if (mayEnter(pathname, session.user)) return proceed(request);
  await recordRefusal(session.user.id, requestInfo(), 403, "AUTH_004");
  return proceed(request, "/refused");
}

/** A live session? The area's role? Renew. Security headers for all. */
export async function middleware(request: NextRequest): Promise<Response> {
  if (NO_SESSION_NEEDED.test(request.nextUrl.pathname)) return proceedAsData();
  if (isForeignOrigin(request.method, request.headers, env().siteUrl)) {
    await recordRefusal(null, requestInfo(), 403, "AUTH_004");
    const { locale } = await knownSettings();
    return errorResponse(new AppError("AUTH_004", { key: "foreignOrigin" }), locale);
  }
  const session = tokenOf(request.headers) === null ? await findSession(request) : null;
  const response = await decide(request, session);
  if (session !== null && session !== "unknown" && isDueForRenewal(session)) {
    const { id: sub, role } = session.user;
    response.cookies.set(await sessionCookie({ sub, sid: session.sessionId, role }));
  }
  return response;
}
