import "server-only";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { renderSvg } from "@/lib/chart/render-svg";

export interface ChartPlotProps {
  chart: PreparedChart;
  /** Of the plot in px as laid out. */
  size: { width: number; height: number };
}

/** The plot as the server draws it: numbers and our own colour names only; no text of the data reaches it. */
export async function ChartPlot({ chart, size }: ChartPlotProps) {
  const svg = await renderSvg(chart, size);
  return (
    <div
      className="absolute inset-0 [&_path]:[vector-effect:non-scaling-stroke]"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: an SVG drawn by us, without text
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
