import "server-only";
import type { Locale } from "@/lib/format/format";
import type { HeaderReader } from "@/lib/http/header-reader";
import { LOCALE_COOKIE, resolveLocale } from "@/lib/i18n/locales";

/**
 * The language of a browser's request: pages, labels and errors of one screen must agree on it.
 * @param account what the signed-in person's row says; null when it says nothing
 * @param workspace the default of both
 */
export function browserLocale(headers: HeaderReader, account: Locale | null, workspace: Locale): Locale {
  const cookie = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([^;]*)`).exec(headers.get("cookie") ?? "")?.[1];
  return resolveLocale({
    cookie,
    account,
    acceptLanguage: headers.get("accept-language"),
    workspace,
  });
}
