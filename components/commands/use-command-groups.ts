"use client";

import {
  CircleUser,
  Compass,
  House,
  Keyboard,
  Languages,
  LayoutDashboard,
  LogOut,
  type LucideIcon,
  Network,
  Pencil,
  RefreshCw,
  ScrollText,
  Settings,
  SunMoon,
  User,
  UserPlus,
  Users,
} from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState, useTransition } from "react";
import type { SearchGroup, SearchItem } from "@/components/commands/search-groups";
import { useAccountCommands } from "@/components/layout/use-account-commands";
import { THEMES } from "@/lib/account/theme";
import { loadCommandTargets } from "@/lib/commands/actions";
import type { CommandTargets } from "@/lib/commands/list-command-targets";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

export interface MayDo {
  /** Administration: people, invitations. */
  admin: boolean;
  /** The audit log. */
  audit: boolean;
  /** Datasets, freely. */
  explore: boolean;
  /** Dashboards of one's own. */
  create: boolean;
}

export interface CommandItem extends SearchItem {
  icon: LucideIcon;
  run: () => void;
  /** Where it goes, when it goes somewhere: then it opens in another tab too. */
  href?: string;
}

interface Wanted {
  may: MayDo;
  dashboards: readonly { slug: string; name: string }[];
  onHelp: () => void;
}

/** All that the command menu offers this viewer; dashboards and people are asked for when it opens. */
export function useCommandGroups({ may, dashboards, onHelp }: Wanted) {
  const t = useTranslations("commands");
  const tLayout = useTranslations("layout");
  const router = useRouter();
  const open = /^\/d\/([^/]+)$/.exec(usePathname())?.[1];
  const [, start] = useTransition();
  const { locale, chooseTheme, chooseLocale, signOut } = useAccountCommands(start);
  const [targets, setTargets] = useState<CommandTargets | null>(null);
  const [failed, setFailed] = useState(false);
  const retry = useCallback(async () => {
    setFailed(false);
    const answer = await loadCommandTargets(undefined).catch(() => null);
    if (answer?.data) setTargets(answer.data);
    else setFailed(true);
  }, []);
  useEffect(() => {
    void retry();
  }, [retry]);

  const place = (id: string, label: string, href: string, icon: LucideIcon, note?: string): CommandItem => ({
    id,
    label,
    href,
    icon,
    run: () => router.push(href),
    ...(note ? { note } : {}),
  });
  const known =
    targets?.dashboards ??
    dashboards.map((one) => ({ ...one, ownerName: null, recent: false, words: "", canEdit: false }));
  const listed = (recent: boolean) =>
    known
      .filter((one) => one.recent === recent)
      .map(({ slug, name, ownerName, words }) => ({
        ...place(`dashboard ${slug}`, name, `/d/${slug}`, LayoutDashboard, ownerName ?? undefined),
        words,
      }));
  const command = (id: string, label: string, icon: LucideIcon, run: () => void): CommandItem => ({
    id: `command ${id}`,
    label,
    icon,
    run,
  });

  const groups: SearchGroup<CommandItem>[] = [
    { name: "recent", items: listed(true) },
    { name: "dashboards", items: listed(false) },
    {
      name: "pages",
      items: [
        place("page home", tLayout("home"), "/", House),
        ...(may.explore ? [place("page explore", tLayout("explore"), "/explore", Compass)] : []),
        ...(targets?.datasets ?? []).map(({ id, label }) =>
          place(`dataset ${id}`, label, `/explore/${id}`, Compass, tLayout("explore")),
        ),
        place("page account", tLayout("myAccount"), "/account", CircleUser),
        ...(may.admin ? [place("page users", tLayout("users"), "/admin/users", Users)] : []),
        ...(may.admin ? [place("page groups", tLayout("groups"), "/admin/groups", Network)] : []),
        ...(may.admin ? [place("page settings", tLayout("settings"), "/admin/settings", Settings)] : []),
        ...(may.audit ? [place("page audit", tLayout("audit"), "/audit", ScrollText)] : []),
      ],
    },
    {
      name: "users",
      items: (targets?.users ?? []).map(({ id, name, email }) =>
        place(`user ${id}`, name, `/admin/users/${id}`, User, email),
      ),
    },
    {
      name: "commands",
      items: [
        ...(known.some(({ slug, canEdit }) => slug === open && canEdit)
          ? [place("command edit", t("edit"), `/d/${open}/edit`, Pencil)]
          : []),
        ...(may.create
          ? [place("command create dashboard", t("createDashboard"), "/?create", LayoutDashboard)]
          : []),
        ...(may.admin ? [place("command invite", t("invite"), "/admin/users?invite", UserPlus)] : []),
        ...(may.admin
          ? [place("command create group", t("createGroup"), "/admin/groups?create", Network)]
          : []),
        command("refresh", t("refresh"), RefreshCw, () => router.refresh()),
        ...THEMES.map((theme) =>
          command(`theme ${theme}`, t("theme", { theme: tLayout(`themes.${theme}`) }), SunMoon, () =>
            chooseTheme(theme),
          ),
        ),
        ...LOCALES.filter((one) => one !== locale).map((one) =>
          command(`language ${one}`, t("language", { language: LOCALE_NAMES[one] }), Languages, () =>
            chooseLocale(one),
          ),
        ),
        command("help", t("help.title"), Keyboard, onHelp),
        command("signOut", tLayout("signOut"), LogOut, signOut),
      ],
    },
  ];
  const state: "loading" | "ready" | "failed" = failed ? "failed" : targets ? "ready" : "loading";
  return { groups, state, retry: () => void retry() };
}
