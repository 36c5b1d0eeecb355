import "server-only";
import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { env } from "@/lib/env";
import { isLocale, LOCALE_COOKIE, resolveLocale } from "@/lib/i18n/locales";

/** Language, messages and time zone of one request; there is no language in any URL. */
export default getRequestConfig(async (request) => {
  const asked = request.locale;
  const locale = isLocale(asked)
    ? asked
    : resolveLocale(
        (await cookies()).get(LOCALE_COOKIE)?.value,
        (await headers()).get("accept-language"),
        env().locale,
      );
  return {
    locale,
    messages: (await import(`../../messages/${locale}.json`)).default,
    timeZone: env().timezone,
  };
});
