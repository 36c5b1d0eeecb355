"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { TransitionStartFunction } from "react";
import { keepPreference } from "@/components/layout/browser-cookie";
import { toast } from "@/components/ui/toast";
import { updateAccountAction } from "@/lib/account/actions";
import type { AccountChange } from "@/lib/account/schema";
import { parseTheme, THEME_COOKIE, themeAttribute } from "@/lib/account/theme";
import { signOutAction } from "@/lib/auth/actions";
import { isLocale } from "@/lib/i18n/locales";

/** Theme, language and the way out: what the user menu and the command menu both offer. Each runs in `start`. */
export function useAccountCommands(start: TransitionStartFunction) {
  const t = useTranslations("layout");
  const locale = useLocale();
  const router = useRouter();

  /** The account keeps it for other devices; this browser has it at once by its cookies. */
  const save = (change: AccountChange) =>
    start(async () => {
      const answer = await updateAccountAction(change).catch(() => null);
      if (!answer || answer.error)
        toast({ title: answer?.error?.message ?? t("preferenceFailed"), tone: "error" });
      // Charts drawn by the server carry the theme's colours.
      router.refresh();
    });

  const chooseTheme = (value: string) => {
    const chosen = parseTheme(value);
    const attribute = themeAttribute(chosen);
    if (attribute) document.documentElement.dataset.theme = attribute;
    else delete document.documentElement.dataset.theme;
    keepPreference(THEME_COOKIE, chosen);
    save({ theme: chosen });
  };

  const chooseLocale = (value: string) => {
    if (isLocale(value) && value !== locale) save({ locale: value });
  };

  const signOut = () =>
    start(async () => {
      const answer = await signOutAction(undefined).catch(() => null);
      if (!answer || answer.error) {
        toast({ title: answer?.error?.message ?? t("signOutFailed"), tone: "error" });
        return;
      }
      // A full load: nothing of this session may stay in the router's cache.
      window.location.assign("/login");
    });

  return { locale, chooseTheme, chooseLocale, signOut };
}
