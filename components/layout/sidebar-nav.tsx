"use client";

import { Compass, House, LayoutDashboard, Network, ScrollText, Settings, Star, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SidebarLink } from "@/components/layout/sidebar-link";

/** A dashboard as the sidebar lists it. */
export interface NavDashboard {
  slug: string;
  name: string;
}

export interface SidebarNavProps {
  favorites: readonly NavDashboard[];
  /** All that the viewer may open; those that are no favourites are listed, {@link SHOWN} of them at most. */
  dashboards: readonly NavDashboard[];
  showExplore: boolean;
  showAdmin: boolean;
  /** Holders of the duty, whatever their role. */
  showAudit: boolean;
  collapsed?: boolean;
  onNavigate?: () => void;
}

/** Beyond this the sidebar sends to the home page, which searches. */
const SHOWN = 20;

/** Where one can go. What is not allowed is not shown; the pages check for themselves. */
export function SidebarNav({
  favorites,
  dashboards,
  showExplore,
  showAdmin,
  showAudit,
  collapsed = false,
  onNavigate,
}: SidebarNavProps) {
  const t = useTranslations("layout");
  const rest = dashboards.filter(({ slug }) => !favorites.some((favorite) => favorite.slug === slug));
  const common = { collapsed, ...(onNavigate ? { onNavigate } : {}) };
  return (
    <nav aria-label={t("navigation")} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
      <ul className="flex flex-col gap-px">
        <li>
          <SidebarLink href="/" label={t("home")} icon={House} {...common} />
        </li>
        {showExplore ? (
          <li>
            <SidebarLink href="/explore" label={t("explore")} icon={Compass} {...common} />
          </li>
        ) : null}
      </ul>
      {favorites.length > 0 && !collapsed ? (
        <Section title={t("favorites")}>
          {favorites.map(({ slug, name }) => (
            <li key={slug}>
              <SidebarLink href={`/d/${slug}`} label={name} icon={Star} fillWhenCurrent {...common} />
            </li>
          ))}
        </Section>
      ) : null}
      {rest.length > 0 && !collapsed ? (
        <Section title={t("dashboards")}>
          {rest.slice(0, SHOWN).map(({ slug, name }) => (
            <li key={slug}>
              <SidebarLink href={`/d/${slug}`} label={name} icon={LayoutDashboard} {...common} />
            </li>
          ))}
          {rest.length > SHOWN ? (
            <li>
              <SidebarLink
                href="/"
                label={t("allDashboards", { count: dashboards.length })}
                icon={LayoutDashboard}
                {...common}
              />
            </li>
          ) : null}
        </Section>
      ) : null}
      {showAdmin || showAudit ? (
        <Section title={t("admin")} hideTitle={collapsed}>
          {showAdmin ? (
            <li>
              <SidebarLink href="/admin/users" label={t("users")} icon={Users} {...common} />
            </li>
          ) : null}
          {showAdmin ? (
            <li>
              <SidebarLink href="/admin/groups" label={t("groups")} icon={Network} {...common} />
            </li>
          ) : null}
          {showAdmin ? (
            <li>
              <SidebarLink href="/admin/settings" label={t("settings")} icon={Settings} {...common} />
            </li>
          ) : null}
          {showAudit ? (
            <li>
              <SidebarLink href="/audit" label={t("audit")} icon={ScrollText} {...common} />
            </li>
          ) : null}
        </Section>
      ) : null}
    </nav>
  );
}

function Section({
  title,
  hideTitle = false,
  children,
}: {
  title: string;
  hideTitle?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="mt-4">
      <h2 className={hideTitle ? "sr-only" : "px-2 pb-1 text-11 text-ink-3"}>{title}</h2>
      <ul className="flex flex-col gap-px">{children}</ul>
    </section>
  );
}
