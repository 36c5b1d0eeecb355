import "server-only";
import { ChartFigure } from "@/components/chart/chart-figure";
import { KpiStrip } from "@/components/chart/kpi-strip";
import { MarkdownText } from "@/components/dashboard/markdown-text";
import { TableWidget, type TableWidgetProps } from "@/components/table/table-widget";
import type { PreparedKpi } from "@/lib/chart/prepare-kpi";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import type { Box } from "@/lib/dashboards/layout";

/** A widget with its data, ready to draw. */
export type PreparedWidget =
  | { type: "kpi"; kpis: PreparedKpi[] }
  | { type: "chart"; id: string; chart: PreparedChart; zoom: string | null }
  | ({ type: "table" } & Omit<TableWidgetProps, "title">)
  | { type: "text"; text: string; titled: boolean }
  | { type: "section" };

/** Title row and padding around a chart, px. */
const CHART_FRAME = { width: 24, height: 52 };

/** The component of each kind of widget. */
export function WidgetView({ widget, title, box }: { widget: PreparedWidget; title: string; box: Box }) {
  switch (widget.type) {
    case "kpi":
      return <KpiStrip kpis={widget.kpis} />;
    case "chart":
      return (
        <div className="px-3 pb-3">
          <ChartFigure
            id={widget.id}
            chart={widget.chart}
            zoom={widget.zoom}
            title={title}
            width={box.w - CHART_FRAME.width}
            height={box.h - CHART_FRAME.height}
          />
        </div>
      );
    case "table": {
      const { type: _type, ...table } = widget;
      return <TableWidget {...table} title={title} />;
    }
    case "section":
      return null;
    case "text":
      return <MarkdownText text={widget.text} titled={widget.titled} />;
  }
}
