import "server-only";
import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { getViewer } from "@/lib/auth/require-viewer";
import type { Locale } from "@/lib/format/format";
import { browserLocale } from "@/lib/i18n/browser-locale";
import { isLocale, LOCALE_COOKIE } from "@/lib/i18n/locales";
import { knownSettings } from "@/lib/settings/get-settings";

/** The cookie first, so that a page can tell of an outage without asking the database for its language. */
async function pageLocale(): Promise<Locale> {
  const cookie = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(cookie)) return cookie;
  const viewer = await getViewer();
  return viewer?.locale ?? browserLocale(await headers(), null, (await knownSettings()).locale);
}

/** Language, messages and time zone of one request; there is no language in any URL. */
export default getRequestConfig(async (request) => {
  const locale = isLocale(request.locale) ? request.locale : await pageLocale();
  return {
    locale,
    messages: (await import(`../../messages/${locale}.json`)).default,
    timeZone: (await knownSettings()).timezone,
  };
});
