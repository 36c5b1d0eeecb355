"use client";

import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
/** The only client import of ECharts: `ChartStage` loads this file when a chart comes into view. */
import ReactECharts from "echarts-for-react/esm/core";
import { useMemo } from "react";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { type PlotSize, toECharts } from "@/lib/chart/to-echarts";

echarts.use([BarChart, CustomChart, LineChart, GridComponent, SVGRenderer]);

/** SVG as on the server: the colours are CSS variables, so a switch of theme needs no redrawing. */
const RENDERER = { renderer: "svg" } as const;
const FILL = { width: "100%", height: "100%" } as const;

export interface ChartProps {
  chart: PreparedChart;
  /** Of the plot in px as laid out, the same the server drew with. */
  size: PlotSize;
  /** Called once the plot is painted and the server's drawing can go. */
  onReady: () => void;
}

/** The plot drawn anew in the browser, from the same option as the server's: sharp at its real size, and as the legend has it. */
export default function Chart({ chart, size, onReady }: ChartProps) {
  const option = useMemo(() => toECharts(chart, size), [chart, size]);
  return (
    <ReactECharts
      echarts={echarts}
      option={option}
      notMerge
      opts={RENDERER}
      style={FILL}
      onChartReady={onReady}
    />
  );
}
