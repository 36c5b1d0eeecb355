"use client";

import { CircleUser, Languages, LogOut, SunMoon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/layout/avatar";
import { useAccountCommands } from "@/components/layout/use-account-commands";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/access/roles";
import { THEMES, type Theme } from "@/lib/account/theme";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

export interface UserMenuProps {
  name: string;
  email: string;
  role: Role;
  theme: Theme;
  collapsed?: boolean;
}

/** Who is signed in; their account, their language, their theme, the way out. */
export function UserMenu({ name, email, role, theme, collapsed = false }: UserMenuProps) {
  const t = useTranslations("layout");
  const { busy, locale, chooseTheme, chooseLocale, signOut } = useAccountCommands();

  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-busy={busy}
        className={cn(
          "flex h-9 w-full items-center gap-2 rounded-2 px-1.5 text-left text-13 hover:bg-hover data-[state=open]:bg-hover pointer-coarse:h-11",
          collapsed && "justify-center px-0",
        )}
      >
        <Avatar name={name} />
        <span className={collapsed ? "sr-only" : "min-w-0 flex-1 truncate font-medium"}>{name}</span>
        <span className={collapsed ? "sr-only" : "text-12 text-ink-2"}>{t(`roles.${role}`)}</span>
        <span className="sr-only">{t("account")}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-52">
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
