import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { can } from "@/lib/access/can";
import { requireViewer } from "@/lib/auth/require-viewer";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { listRecentDashboards } from "@/lib/dashboards/list-recent-dashboards";
import { DashboardList, NoDashboards } from "./dashboard-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

export default async function HomePage() {
  const viewer = await requireViewer();
  const [dashboards, recent, t] = await Promise.all([
    listDashboards(viewer),
    listRecentDashboards(viewer),
    getTranslations("home"),
  ]);
  const visits = new Map(recent.map(({ slug, visitedAt }) => [slug, visitedAt]));
  return (
    <PageBody>
      <PageTitle
        title={t("title")}
        summary={dashboards.length > 0 ? t("count", { count: dashboards.length }) : null}
      />
      {dashboards.length > 0 ? (
        <DashboardList
          dashboards={dashboards.map(
            ({ slug, name, description, ownerName, isPublic, isShared, isFavorite, updatedAt }) => ({
              slug,
              name,
              description,
              ownerName,
              isPublic,
              isShared,
              isFavorite,
              updatedAt,
              visitedAt: visits.get(slug) ?? null,
            }),
          )}
          timezone={viewer.timezone}
          now={new Date().toISOString()}
        />
      ) : (
        <NoDashboards canCreate={can(viewer, "dashboard.create")} />
      )}
    </PageBody>
  );
}
