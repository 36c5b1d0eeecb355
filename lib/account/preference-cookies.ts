import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import { THEME_COOKIE } from "@/lib/account/theme";
import { env } from "@/lib/env";
import { LOCALE_COOKIE } from "@/lib/i18n/locales";

const YEAR_IN_SECONDS = 31_536_000;

interface PreferenceCookie {
  name: string;
  value: string;
  path: "/";
  maxAge: number;
  sameSite: "lax";
  httpOnly: boolean;
  secure: boolean;
}

/** An account's language and theme as this browser keeps them, to be known before the session is. Null leaves a cookie alone. */
export function preferenceCookies(account: { locale?: string | null; theme?: string | null }) {
  const secure = env().siteUrl.startsWith("https:");
  const common = { path: "/", maxAge: YEAR_IN_SECONDS, sameSite: "lax", secure } as const;
  const cookies: PreferenceCookie[] = [];
  if (account.locale) cookies.push({ name: LOCALE_COOKIE, value: account.locale, httpOnly: true, ...common });
  // The menu in the browser writes this one too.
  if (account.theme) cookies.push({ name: THEME_COOKIE, value: account.theme, httpOnly: false, ...common });
  return cookies;
}

/** As `Set-Cookie` headers: at sign-in the account's choices win over what the browser kept. */
export async function signInPreferences(userId: string): Promise<string[]> {
  const [account] = await db
    .select({ locale: users.locale, theme: users.theme })
    .from(users)
    .where(eq(users.id, userId));
  return preferenceCookies(account ?? {}).map(({ name, value, maxAge, httpOnly, secure }) =>
    [
      `${name}=${value}`,
      "Path=/",
      `Max-Age=${maxAge}`,
      "SameSite=Lax",
      ...(httpOnly ? ["HttpOnly"] : []),
      ...(secure ? ["Secure"] : []),
    ].join("; "),
  );
}
