import { ChartColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";

/** No value to draw: says why and keeps the chart's room. @param props.actions the next step, as buttons. */
export function ChartEmpty({ height, actions }: { height: number; actions?: ReactNode }) {
  const t = useTranslations("chart");
  return (
    <div className="flex items-center justify-center" style={{ minHeight: Math.min(height, 220) }}>
      <EmptyState
        icon={ChartColumn}
        title={t("emptyTitle")}
        description={t("emptyHint")}
        actions={actions}
        className="py-4"
      />
    </div>
  );
}
