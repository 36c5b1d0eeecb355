/** Translates a prepared chart into ECharts' words. It decides nothing. */
import type { EChartsCoreOption } from "echarts/core";
import { axisOption } from "@/lib/chart/axis-option";
import { markOption } from "@/lib/chart/mark-option";
import type { PreparedChart } from "@/lib/chart/prepared-chart";

export interface PlotSize {
  /** Of the plot in px as laid out. */
  width: number;
  height: number;
}

/**
 * The plot alone, filling its box: axes, grid lines and legend are HTML around it, so that no text is ever stretched.
 * @param size bars are thin for it.
 */
export const toECharts = (chart: PreparedChart, size: PlotSize): EChartsCoreOption =>
  chart.view === "axes" ? axisOption(chart, size) : markOption(chart);
