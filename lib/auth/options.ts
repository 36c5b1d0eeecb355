import "server-only";
import type { AuthOptions, Session } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { checkCredentials } from "@/lib/auth/check-credentials";
import { endSession } from "@/lib/auth/end-session";
import { loadSession } from "@/lib/auth/load-session";
import { safeNext } from "@/lib/auth/safe-next";
import { SessionToken, sessionCookieFlags, sessionCookieName } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { requestInfo } from "@/lib/request-context";

/** Thrown in the jwt callback to clear the cookie of a session that ended. */
class SessionEnded extends Error {}

/** What happened within one call of next-auth, which itself turns every failure into a signed-out answer. */
export interface AuthTrouble {
  /** Not the caller's fault: the answer must be an error, or an outage would sign everybody out. */
  outage?: unknown;
  refused?: AppError;
  /** Who has just signed in. */
  signedIn?: string;
}

const asSession = async (token: unknown, session: Session): Promise<Session> => {
  const { sid } = SessionToken.parse(token);
  const live = await loadSession(sid);
  if (live?.state !== "live") throw new SessionEnded();
  const { id, name, email, role } = live.user;
  const user: Session["user"] & Record<string, unknown> = { id, name, email, role };
  return { ...session, user, expires: live.expiresAt.toISOString() };
};

/**
 * next-auth for one request: credentials on argon2id, a JWT of user, session row and role. The row is checked inside the
 * jwt callback, so that `/api/auth/session` refuses a revoked session too.
 * @param trouble filled with what went wrong meanwhile
 * @param maxAge seconds a session lives after its last activity
 */
export function authOptions(trouble: AuthTrouble, maxAge: number): AuthOptions {
  /** Lets refusals through; notes anything else as an outage. */
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError) trouble.refused = error;
      else if (!(error instanceof SessionEnded)) trouble.outage = error;
      throw error;
    }
  };
  return {
    secret: env().appSecret,
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge },
    useSecureCookies: env().siteUrl.startsWith("https://"),
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieFlags() } },
    pages: { signIn: "/login", signOut: "/login", error: "/login", verifyRequest: "/login" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (credentials) =>
          guarded(async () => {
            const token = await checkCredentials(credentials, requestInfo());
            return { id: token.sub, ...token };
          }).catch((error: unknown) => {
            // Null is next-auth's own "wrong credentials".
            if (error instanceof AppError && error.code === "AUTH_003") return null;
            throw new Error(error instanceof AppError ? error.code : "INTERNAL");
          }),
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => {
        const own = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${safeNext(own)}`;
      },
      jwt: ({ token, user }) =>
        guarded(async () => {
          const { sub, sid, role } = SessionToken.parse(user ?? token);
          if (user) {
            trouble.signedIn = sub;
            return { sub, sid, role };
          }
          const live = await loadSession(sid);
          if (live?.state !== "live") throw new SessionEnded();
          return { sub, sid, role: live.user.role };
        }),
      session: ({ token, session }) => guarded(() => asSession(token, session)),
    },
    events: {
      signOut: async ({ token }) => {
        const parsed = SessionToken.safeParse(token);
        if (parsed.success) await guarded(() => endSession(parsed.data.sid, requestInfo()));
      },
    },
    logger: {
      // Ended sessions and wrong passwords are no news here: the audit log has them.
      error: (code) => log.debug({ code }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}
