"use client";

import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
/** The only client import of ECharts: `ChartStage` loads this file when a chart comes into view. */
import ReactECharts from "echarts-for-react/esm/core";
import { useMemo } from "react";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { toECharts } from "@/lib/chart/to-echarts";

echarts.use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

/** SVG as on the server: the colours are CSS variables, so a switch of theme needs no redrawing. */
const RENDERER = { renderer: "svg" } as const;
/** Only to be told what is pointed at: what it says and how it looks is ours. */
const POINTER = { trigger: "axis", showContent: false, axisPointer: { type: "none" } } as const;
const FILL = { width: "100%", height: "100%" } as const;

export interface ChartProps {
  chart: PreparedChart;
  /** Of the plot in px as laid out, the same the server drew with. */
  width: number;
  /** Called once the plot is painted and the server's drawing can go. */
  onReady: () => void;
  /** The category under the pointer; null when it left. Must be stable: listeners are bound to it. */
  onHover: (place: number | null) => void;
}

interface AxisPointerEvent {
  axesInfo?: { value?: number }[];
}

/** The interactive plot, drawn from the same option as the server's. */
export default function Chart({ chart, width, onReady, onHover }: ChartProps) {
  const option = useMemo(() => ({ ...toECharts(chart, width), tooltip: POINTER }), [chart, width]);
  const events = useMemo(
    () => ({
      updateAxisPointer: (event: AxisPointerEvent) => onHover(event.axesInfo?.[0]?.value ?? null),
      globalout: () => onHover(null),
    }),
    [onHover],
  );
  return (
    <ReactECharts
      echarts={echarts}
      option={option}
      notMerge
      opts={RENDERER}
      style={FILL}
      onEvents={events}
      onChartReady={onReady}
    />
  );
}
