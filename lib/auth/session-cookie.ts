import "server-only";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { Executor } from "@/db/client";
import { Role } from "@/lib/access/roles";
import { env } from "@/lib/env";
import type { HeaderReader } from "@/lib/http/header-reader";
import { getSettings } from "@/lib/settings/get-settings";

/** All that the cookie's token says. The rest is read from the session's row, each time. */
export const SessionToken = z.object({ sub: z.uuid(), sid: z.uuid(), role: Role });
export type SessionToken = z.infer<typeof SessionToken>;

/** Seconds a session lives after its last activity. @param tx where the caller holds a connection already */
export const sessionMaxAge = async (tx?: Executor): Promise<number> =>
  (await getSettings(tx)).sessionIdleDays * 86_400;

const secure = () => env().siteUrl.startsWith("https://");

/** The name next-auth gives the cookie too. */
export const sessionCookieName = (): string =>
  secure() ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** Flags of the cookie; `expires` and `maxAge` come on top where it is set. */
export const sessionCookieFlags = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: secure() }) as const;

/** The cookie for a session, ready for `cookies().set(…)` or `response.cookies.set(…)`. */
export async function sessionCookie(token: SessionToken) {
  const maxAge = await sessionMaxAge();
  const value = await encode({ token, secret: env().appSecret, maxAge });
  return { name: sessionCookieName(), value, ...sessionCookieFlags(), maxAge };
}

/** The value of one cookie in a `Cookie` header. */
function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key = "", ...rest] = part.split("=");
    if (key.trim() === name) return rest.join("=").trim();
  }
  return undefined;
}

/** What the session cookie among `headers` says; null without one, or when it is forged or has run out. */
export async function readSessionCookie(headers: HeaderReader): Promise<SessionToken | null> {
  const value = cookieValue(headers.get("cookie") ?? "", sessionCookieName());
  if (!value) return null;
  try {
    const parsed = SessionToken.safeParse(await decode({ token: value, secret: env().appSecret }));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not ours, or past its end: to a reader both are "signed out".
    return null;
  }
}
