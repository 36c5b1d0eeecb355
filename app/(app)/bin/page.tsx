import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BinTable } from "@/components/dashboard/bin/bin-table";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/access/can";
import { atLeast } from "@/lib/access/roles";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { listBin } from "@/lib/dashboards/bin/list-bin";
import { BIN_DAYS } from "@/lib/dashboards/bin/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bin"))("title") };
}

/** Deleted dashboards, until they are gone for good: editors see theirs, admins all. */
export default async function BinPage() {
  const viewer = await requireViewer();
  requireRole(viewer, "editor");
  const [dashboards, t] = await Promise.all([listBin(viewer), getTranslations("bin")]);
  const all = atLeast(viewer.role, "admin");
  return (
    <PageBody>
      <PageTitle
        title={t("title")}
        summary={dashboards.length > 0 ? t("summary", { count: dashboards.length, days: BIN_DAYS }) : null}
      />
      {dashboards.length > 0 ? (
        <BinTable
          dashboards={dashboards}
          showOwner={all}
          mayChange={can(viewer, "dashboard.restore")}
          timezone={viewer.timezone}
          now={new Date().toISOString()}
        />
      ) : (
        <div className="rounded-3 border border-line bg-surface">
          <EmptyState
            icon={Trash2}
            title={t("empty")}
            description={t(all ? "emptyAll" : "emptyOwn", { days: BIN_DAYS })}
          />
        </div>
      )}
    </PageBody>
  );
}
