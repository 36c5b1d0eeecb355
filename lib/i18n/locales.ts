/** The languages of the interface and how one is chosen. Client-safe. */
import type { Locale } from "@/lib/format/format";

export const LOCALES = ["ko", "en"] as const satisfies readonly Locale[];

/** Each language in its own words, as a switch shows it. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { ko: "한국어", en: "English" };

/** Set at sign-in and when somebody switches; readable before the session is. */
export const LOCALE_COOKIE = "locale";

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** The first language of ours that an `Accept-Language` header asks for, by its weights. */
function fromHeader(header: string): Locale | undefined {
  const wanted = header
    .split(",")
    .map((entry, order) => {
      const [tag = "", ...parameters] = entry.trim().split(";");
      const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return {
        language: tag.split("-")[0]?.toLowerCase(),
        weight: weight ? Number(weight.trim().slice(2)) : 1,
        order,
      };
    })
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return wanted.map((entry) => entry.language).find(isLocale);
}

export interface LocaleChoices {
  /** This browser's own choice. */
  cookie: string | undefined;
  /** What the account says; null where it says nothing, or nobody is signed in. */
  account: Locale | null;
  /** The `Accept-Language` header. */
  acceptLanguage: string | null;
  workspace: Locale;
}

/** The language of a browser's pages and of what they ask for: its choice, the account's, the browser's, the workspace's. */
export function resolveLocale({ cookie, account, acceptLanguage, workspace }: LocaleChoices): Locale {
  if (isLocale(cookie)) return cookie;
  return account ?? fromHeader(acceptLanguage ?? "") ?? workspace;
}
