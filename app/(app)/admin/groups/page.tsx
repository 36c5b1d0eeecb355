import { Network } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GroupsTable } from "@/components/admin/groups-table";
import { NewGroupDialog } from "@/components/admin/new-group-dialog";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { EmptyState } from "@/components/ui/empty-state";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { listGroups } from "@/lib/groups/list-groups";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("groups"))("title") };
}

export default async function GroupsPage() {
  const viewer = await requireViewer();
  requireRole(viewer, "admin");
  const [groups, t] = await Promise.all([listGroups(viewer), getTranslations("groups")]);
  return (
    <PageBody>
      <PageTitle
        title={t("title")}
        summary={groups.length > 0 ? t("summary", { count: groups.length }) : null}
        actions={<NewGroupDialog />}
      />
      {groups.length > 0 ? (
        <GroupsTable
          groups={groups.map(({ id, name, description, attributes, memberCount, dashboardCount }) => ({
            id,
            name,
            description,
            attributes,
            memberCount,
            dashboardCount,
          }))}
        />
      ) : (
        <div className="rounded-3 border border-line bg-surface">
          <EmptyState icon={Network} title={t("empty")} description={t("about")} />
        </div>
      )}
    </PageBody>
  );
}
