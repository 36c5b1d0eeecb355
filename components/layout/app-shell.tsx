"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CommandProvider } from "@/components/commands/command-provider";
import { SearchButton } from "@/components/commands/search-button";
import { Brand, BrandMark } from "@/components/layout/brand-mark";
import { useKiosk } from "@/components/layout/kiosk";
import { ShellStateProvider, useShellState } from "@/components/layout/shell-state";
import { SidebarNav, type SidebarNavProps } from "@/components/layout/sidebar-nav";
import { UserMenu, type UserMenuProps } from "@/components/layout/user-menu";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Tooltip } from "@/components/ui/tooltip";
import type { Brand as BrandLook } from "@/lib/settings/schema";

export interface AppShellProps {
  brand: BrandLook;
  nav: Pick<SidebarNavProps, "favorites" | "dashboards" | "showExplore" | "showAdmin" | "showAudit">;
  user: Omit<UserMenuProps, "collapsed">;
  /** Dashboards of one's own. */
  mayCreate: boolean;
  initiallyCollapsed: boolean;
  children: ReactNode;
}

/** Sidebar and page. Comfort only: it grants nothing. */
export function AppShell({ initiallyCollapsed, ...props }: AppShellProps) {
  return (
    <ShellStateProvider initiallyCollapsed={initiallyCollapsed}>
      <CommandProvider
        may={{
          admin: props.nav.showAdmin,
          audit: props.nav.showAudit,
          explore: props.nav.showExplore,
          create: props.mayCreate,
        }}
        dashboards={props.nav.dashboards}
      >
        <Frame {...props} />
      </CommandProvider>
    </ShellStateProvider>
  );
}

function Frame({ brand, nav, user, children }: Omit<AppShellProps, "initiallyCollapsed">) {
  const t = useTranslations("layout");
  const { collapsed, setCollapsed, menuOpen, setMenuOpen } = useShellState();
  const kiosk = useKiosk();
  const toggle = (
    <Tooltip content={t(collapsed ? "expand" : "collapse")} side={collapsed ? "right" : "bottom"}>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t(collapsed ? "expand" : "collapse")}
        aria-expanded={!collapsed}
        onClick={() => setCollapsed(!collapsed)}
        className="text-ink-2 hover:text-ink"
      >
        {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
      </Button>
    </Tooltip>
  );
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-2 bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <aside
        data-print="hide"
        className={cn(
          "sticky top-0 hidden h-dvh shrink-0 flex-col border-line border-r bg-rail transition-[width]",
          kiosk ? "" : "md:flex",
          collapsed ? "w-12" : "w-56",
        )}
      >
        {collapsed ? (
          <div className="flex flex-col items-center gap-2 py-3">
            <Link href="/" aria-label={`${brand.name}, ${t("home")}`} className="rounded-2">
              <BrandMark brand={brand} />
            </Link>
            {toggle}
          </div>
        ) : (
          <div className="flex h-11 shrink-0 items-center justify-between pr-2 pl-4">
            <Link href="/" className="flex min-w-0 rounded-tag">
              <Brand brand={brand} />
            </Link>
            {toggle}
          </div>
        )}
        <div className="shrink-0 px-2 pb-2">
          <SearchButton collapsed={collapsed} />
        </div>
        <SidebarNav {...nav} collapsed={collapsed} />
        <div className="shrink-0 p-2">
          <UserMenu {...user} collapsed={collapsed} />
        </div>
      </aside>
      <Sheet open={menuOpen} onOpenChange={setMenuOpen}>
        <SheetContent side="left" title={t("menu")} className="bg-rail">
          <div className="shrink-0 p-2">
            <SearchButton onOpen={() => setMenuOpen(false)} />
          </div>
          <SidebarNav {...nav} onNavigate={() => setMenuOpen(false)} />
          <div className="shrink-0 border-line border-t p-2">
            <UserMenu {...user} />
          </div>
        </SheetContent>
      </Sheet>
      {/* What the exports tray lies over can be scrolled out from under it. */}
      <div className="flex min-w-0 flex-1 flex-col pb-[var(--tray,0px)]">{children}</div>
    </div>
  );
}
