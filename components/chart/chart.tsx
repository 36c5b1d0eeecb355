"use client";

import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
/** The only client import of ECharts: `ChartStage` loads this file when a chart comes into view. */
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { type PlotSize, toECharts } from "@/lib/chart/to-echarts";

use([BarChart, CustomChart, LineChart, GridComponent, SVGRenderer]);

export interface ChartProps {
  chart: PreparedChart;
  /** Of the plot in px as laid out, the same the server drew with. */
  size: PlotSize;
  /** Called once the plot is painted and the server's drawing can go. Must be stable. */
  onReady: () => void;
}

/** The plot drawn anew in the browser, from the same option as the server's: sharp at its real size, and as the legend has it. */
export default function Chart({ chart, size, onReady }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<EChartsType | null>(null);
  const { width, height } = size;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // SVG as on the server: the colours are CSS variables, so a switch of theme needs no redrawing.
    const made = init(element, null, { renderer: "svg" });
    drawing.current = made;
    // Every change of size, the first too: a legend that wraps once its font is there moves the axes around the plot.
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      drawing.current = null;
    };
  }, []);

  useEffect(() => {
    drawing.current?.setOption(toECharts(chart, { width, height }), { notMerge: true });
    onReady();
  }, [chart, width, height, onReady]);

  return <div ref={box} className="size-full" />;
}
