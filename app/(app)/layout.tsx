import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ExportsOutlet } from "@/components/exports/exports-outlet";
import { AppShell } from "@/components/layout/app-shell";
import { PageWords } from "@/components/layout/page-words";
import { SIDEBAR_COOKIE } from "@/components/layout/sidebar-cookie";
import { SignInNotice } from "@/components/layout/sign-in-notice";
import { can } from "@/lib/access/can";
import { parseTheme, THEME_COOKIE } from "@/lib/account/theme";
import { requireViewer } from "@/lib/auth/require-viewer";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { getSettings } from "@/lib/settings/get-settings";

/** The shell around every page for people who are signed in. It grants nothing: each page and verb checks. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const [dashboards, jar, { name, images }] = await Promise.all([
    listDashboards(viewer),
    cookies(),
    getSettings(),
  ]);
  const creating = can(viewer, "dashboard.create") ? (["templates"] as const) : [];
  const named = dashboards.map(({ slug, name, isFavorite }) => ({ slug, name, isFavorite }));
  return (
    <AppShell
      brand={{ name, images }}
      nav={{
        favorites: named.filter((dashboard) => dashboard.isFavorite),
        dashboards: named,
        showExplore: can(viewer, "dataset.explore"),
        showAdmin: can(viewer, "user.manage"),
        showAudit: can(viewer, "audit.read"),
      }}
      user={{
        name: viewer.name,
        email: viewer.email,
        role: viewer.role,
        theme: parseTheme(jar.get(THEME_COOKIE)?.value),
      }}
      mayCreate={can(viewer, "dashboard.create")}
      initiallyCollapsed={jar.get(SIDEBAR_COOKIE)?.value === "collapsed"}
    >
      <SignInNotice timezone={viewer.timezone} />
      <PageWords of={["folders", "home", ...creating]}>{children}</PageWords>
      {can(viewer, "export.run") ? <ExportsOutlet timezone={viewer.timezone} /> : null}
    </AppShell>
  );
}
