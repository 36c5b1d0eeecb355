import "server-only";
import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { getViewer } from "@/lib/auth/require-viewer";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/format/format";
import { browserLocale } from "@/lib/i18n/browser-locale";
import { isLocale, LOCALE_COOKIE } from "@/lib/i18n/locales";

/** The cookie first, so that a page can tell of an outage without asking the database for its language. */
async function pageLocale(): Promise<Locale> {
  const cookie = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(cookie)) return cookie;
  return (await getViewer())?.locale ?? browserLocale(await headers(), null);
}

/** Language, messages and time zone of one request; there is no language in any URL. */
export default getRequestConfig(async (request) => {
  const locale = isLocale(request.locale) ? request.locale : await pageLocale();
  return {
    locale,
    messages: (await import(`../../messages/${locale}.json`)).default,
    timeZone: env().timezone,
  };
});
