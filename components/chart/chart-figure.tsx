import "server-only";
import { ChartDrawing, type ChartDrawingProps } from "@/components/chart/chart-drawing";
import { ChartPlot } from "@/components/chart/chart-plot";

/** A chart as the server sends it, its plot as SVG; the interactive plot takes over in place. */
export const ChartFigure = (props: Omit<ChartDrawingProps, "plot">) => (
  <ChartDrawing {...props} plot={(chart, size) => <ChartPlot chart={chart} size={size} />} />
);
