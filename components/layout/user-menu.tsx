"use client";

import { CircleUser, Languages, LogOut, SunMoon } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { Avatar } from "@/components/layout/avatar";
import { keepPreference } from "@/components/layout/browser-cookie";
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
import { toast } from "@/components/ui/toast";
import type { Role } from "@/lib/access/roles";
import { updateAccountAction } from "@/lib/account/actions";
import type { AccountChange } from "@/lib/account/schema";
import { parseTheme, THEME_COOKIE, THEMES, type Theme, themeAttribute } from "@/lib/account/theme";
import { signOutAction } from "@/lib/auth/actions";
import { isLocale, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

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
  const locale = useLocale();
  const router = useRouter();
  const [busy, start] = useTransition();

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

  const leave = () =>
    start(async () => {
      const answer = await signOutAction(undefined).catch(() => null);
      if (!answer || answer.error) {
        toast({ title: answer?.error?.message ?? t("signOutFailed"), tone: "error" });
        return;
      }
      // A full load: nothing of this session may stay in the router's cache.
      window.location.assign("/login");
    });

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
        <DropdownMenuItem onSelect={leave}>
          <LogOut aria-hidden />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
