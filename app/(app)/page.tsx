import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { can } from "@/lib/access/can";
import { requireViewer } from "@/lib/auth/require-viewer";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { DashboardList, NoDashboards } from "./dashboard-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

export default async function HomePage() {
  const viewer = await requireViewer();
  const [dashboards, t] = await Promise.all([listDashboards(viewer), getTranslations("home")]);
  return (
    <PageBody>
      <PageTitle
        title={t("title")}
        summary={dashboards.length > 0 ? t("count", { count: dashboards.length }) : null}
      />
      {dashboards.length > 0 ? (
        <DashboardList
          dashboards={dashboards.map(
            ({ slug, name, description, ownerName, isPublic, isFavorite, updatedAt }) => ({
              slug,
              name,
              description,
              ownerName,
              isPublic,
              isFavorite,
              updatedAt,
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
