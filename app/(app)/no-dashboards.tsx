import { LayoutDashboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { NewDashboardButton } from "@/components/dashboard/templates/new-dashboard-button";
import { EmptyState } from "@/components/ui/empty-state";

/** A workspace without a dashboard, or none shared with this reader. */
export function NoDashboards({ canCreate }: { canCreate: boolean }) {
  const t = useTranslations("home");
  return (
    <div className="rounded-3 border border-line bg-surface">
      <EmptyState
        icon={LayoutDashboard}
        title={t("empty.title")}
        description={t(canCreate ? "empty.editor" : "empty.viewer")}
        actions={canCreate ? <NewDashboardButton byAddress /> : null}
      />
    </div>
  );
}
