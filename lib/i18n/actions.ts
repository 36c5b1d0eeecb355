"use server";

import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { isLocale, LOCALE_COOKIE } from "@/lib/i18n/locales";

const YEAR_IN_SECONDS = 31_536_000;

/** Chooses this browser's language, signed in or not. Anything but a language of ours changes nothing. */
export async function switchLocale(locale: unknown): Promise<void> {
  if (!isLocale(locale)) return;
  (await cookies()).set(LOCALE_COOKIE, locale, {
    path: "/",
    maxAge: YEAR_IN_SECONDS,
    sameSite: "lax",
    httpOnly: true,
    secure: env().siteUrl.startsWith("https:"),
  });
}
