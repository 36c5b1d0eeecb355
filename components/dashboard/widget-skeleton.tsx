import { ChartSkeleton } from "@/components/chart/chart-skeleton";
import { KpiSkeleton } from "@/components/chart/kpi-skeleton";
import { TableSkeleton } from "@/components/table/table-skeleton";
import type { Box } from "@/lib/dashboards/layout";
import type { Widget } from "@/lib/dashboards/schema";

/** The shape of what comes, by kind of widget. */
export function WidgetSkeleton({ widget, box }: { widget: Widget; box: Box }) {
  switch (widget.type) {
    case "kpi":
      return <KpiSkeleton count={widget.measures.length} />;
    case "chart":
      return (
        <div className="px-3">
          <ChartSkeleton height={box.h - 56} />
        </div>
      );
    case "table":
      return <TableSkeleton columns={(widget.config.metrics?.length ?? 4) + widget.dimensions.length} />;
    case "text":
    case "section":
      return null;
  }
}
