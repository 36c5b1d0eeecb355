/** Shapes of their own in ECharts' words: one path a style, laid out in the unit square. */
import type { CustomSeriesOption } from "echarts/charts";
import type { GridComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { markPath } from "@/lib/chart/mark-path";
import type { Mark, MarkChart } from "@/lib/chart/prepared-chart";

export type MarkOption = ComposeOption<CustomSeriesOption | GridComponentOption>;

/** What has words in it is tinted, so that they can be read in either theme. */
const fillOf = (chart: MarkChart, color: string) =>
  chart.kind === "treemap" || chart.kind === "funnel"
    ? `color-mix(in oklch, var(--${color}) 34%, var(--surface))`
    : `var(--${color})`;

interface Style {
  fill: string;
  stroke: string;
  lineWidth: number;
  lineCap?: "round";
  opacity?: number;
}

function styleOf(chart: MarkChart, { shape, color }: Mark): Style {
  const fill = fillOf(chart, color);
  // Points may lie on one another: they let through what is below.
  if (shape.type === "point")
    return { fill: "none", stroke: fill, lineWidth: shape.size, lineCap: "round", opacity: 0.72 };
  return { fill, stroke: "var(--surface)", lineWidth: chart.kind === "waterfall" ? 0 : 1 };
}

export function markOption(chart: MarkChart): MarkOption {
  const byStyle = new Map<string, { style: Style; marks: Mark[] }>();
  for (const mark of chart.marks) {
    const style = styleOf(chart, mark);
    const key = JSON.stringify(style);
    const known = byStyle.get(key);
    if (known) known.marks.push(mark);
    else byStyle.set(key, { style, marks: [mark] });
  }
  const layers = [...byStyle.values()];
  const bare = {
    show: false,
    type: "value" as const,
    min: 0,
    max: 1,
  };
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: bare,
    yAxis: bare,
    series: [
      {
        type: "custom",
        coordinateSystem: "cartesian2d",
        silent: true,
        clip: false,
        data: layers.map((_, i) => [i / layers.length, 0]),
        renderItem: ({ dataIndex }, api) => {
          const layer = layers[dataIndex];
          if (!layer) return null;
          const d = layer.marks.map(({ shape }) => markPath(shape, api.getWidth(), api.getHeight())).join("");
          return { type: "path", shape: { pathData: d }, style: layer.style };
        },
      },
    ],
  };
}
