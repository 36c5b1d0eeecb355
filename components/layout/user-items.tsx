"use client";

import { CircleUser, Languages, LogOut, SunMoon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TransitionStartFunction } from "react";
import { useAccountCommands } from "@/components/layout/use-account-commands";
import {
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
} from "@/components/ui/dropdown-menu";
import { THEMES, type Theme } from "@/lib/account/theme";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

export interface UserItemsProps {
  name: string;
  email: string;
  theme: Theme;
  /** In it runs what is chosen. */
  start: TransitionStartFunction;
}

/** What the user menu opens: the account, the language, the theme, the way out. */
export function UserItems({ name, email, theme, start }: UserItemsProps) {
  const t = useTranslations("layout");
  const { locale, chooseTheme, chooseLocale, signOut } = useAccountCommands(start);
  return (
    <>
      <div className="px-2 py-1.5">
        <p className="truncate font-medium text-13">{name}</p>
        <p className="truncate text-12 text-ink-2">{email}</p>
      </div>
      <DropdownMenuSeparator />
      <DropdownMenuItem asChild>
        <Link href="/account">
          <CircleUser aria-hidden />
          {t("myAccount")}
        </Link>
      </DropdownMenuItem>
      <DropdownMenuSub>
        <DropdownMenuSubTrigger>
          <Languages aria-hidden />
          {t("language")}
        </DropdownMenuSubTrigger>
        <DropdownMenuSubContent>
          <DropdownMenuRadioGroup value={locale} onValueChange={chooseLocale}>
            {LOCALES.map((option) => (
              <DropdownMenuRadioItem key={option} value={option} lang={option}>
                {LOCALE_NAMES[option]}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuSubContent>
      </DropdownMenuSub>
      <DropdownMenuSub>
        <DropdownMenuSubTrigger>
          <SunMoon aria-hidden />
          {t("theme")}
        </DropdownMenuSubTrigger>
        <DropdownMenuSubContent>
          <DropdownMenuRadioGroup value={theme} onValueChange={chooseTheme}>
            {THEMES.map((option) => (
              <DropdownMenuRadioItem key={option} value={option}>
                {t(`themes.${option}`)}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuSubContent>
      </DropdownMenuSub>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={signOut}>
        <LogOut aria-hidden />
        {t("signOut")}
      </DropdownMenuItem>
    </>
  );
}
