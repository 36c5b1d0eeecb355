import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NewDashboardButton } from "@/components/dashboard/templates/new-dashboard-button";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/access/can";
import { requireViewer } from "@/lib/auth/require-viewer";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { listRecentDashboards } from "@/lib/dashboards/list-recent-dashboards";
import { readSearchWords } from "@/lib/dashboards/search-words";
import { listFolders } from "@/lib/folders/list-folders";
import { DashboardList } from "./dashboard-list";
import { NoDashboards } from "./no-dashboards";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

export default async function HomePage() {
  const viewer = await requireViewer();
  const [dashboards, recent, folders, words, t] = await Promise.all([
    listDashboards(viewer),
    listRecentDashboards(viewer),
    listFolders(viewer),
    readSearchWords(viewer),
    getTranslations("home"),
  ]);
  const mayCreate = can(viewer, "dashboard.create");
  const visits = new Map(recent.map(({ slug, visitedAt }) => [slug, visitedAt]));
  return (
    <PageBody>
      <PageTitle
        title={t("title")}
        summary={dashboards.length > 0 ? t("count", { count: dashboards.length }) : null}
        actions={
          <>
            {can(viewer, "bin.read") ? (
              <Button asChild variant="ghost">
                <Link href="/bin">
                  <Trash2 aria-hidden />
                  {t("bin")}
                </Link>
              </Button>
            ) : null}
            {mayCreate && dashboards.length > 0 ? <NewDashboardButton byAddress /> : null}
          </>
        }
      />
      {dashboards.length > 0 ? (
        <DashboardList
          dashboards={dashboards.map(({ id: _, ownerId: __, version: ___, ...dashboard }) => ({
            ...dashboard,
            words: words.get(dashboard.slug) ?? "",
            visitedAt: visits.get(dashboard.slug) ?? null,
          }))}
          folders={folders}
          mayArrange={can(viewer, "folder.manage")}
          mayCreate={mayCreate}
          timezone={viewer.timezone}
          now={new Date().toISOString()}
        />
      ) : (
        <NoDashboards canCreate={mayCreate} />
      )}
    </PageBody>
  );
}
