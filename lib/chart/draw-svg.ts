import "server-only";
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { PlotSize } from "@/lib/chart/to-echarts";

use([BarChart, CustomChart, LineChart, GridComponent, SVGRenderer]);

/** Of what `drawSvg` draws. Raise it when the same option gives another drawing: old ones are kept by others, too. */
export const SVG_FORMAT = 2;

/** Neighbouring shapes of one style become one path: a third of the bytes, the same picture. */
function joinPaths(svg: string): string {
  const runs: { d: string; style: string | null }[] = [];
  for (const line of svg.split("\n")) {
    const [, d, style] = /^<path d="([^"]*)"([^>]*)><\/path>$/.exec(line) ?? [];
    const last = runs.at(-1);
    if (d === undefined || style === undefined) runs.push({ d: line, style: null });
    else if (last?.style === style) last.d += d;
    else runs.push({ d, style });
  }
  return runs.map(({ d, style }) => (style === null ? d : `<path d="${d}"${style}/>`)).join("");
}

/** Leaves the geometry: no style block, hover classes, ECharts' marks, background or fixed size. */
function clean(svg: string, hash: string, { width, height }: PlotSize, round: boolean): string {
  const inner = svg
    .replace(/^<svg[^>]*>\s*<rect[^>]*fill="none"[^>]*><\/rect>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink)="[^"]*"/g, "")
    // Numbered by a counter of the process: charts of two replicas on one page would share ids.
    .replace(/\bzr\d+-/g, `c${hash}-`)
    .trim();
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="100%" height="100%"`;
  return `${open} preserveAspectRatio="${round ? "xMidYMid" : "none"}" aria-hidden="true">${joinPaths(inner)}</svg>`;
}

/**
 * Draws an option as an SVG that stretches to any box (strokes don't: see `plot` in the figure) and follows the theme by
 * CSS variables. It holds no text, hence nothing of the data's words.
 * @param size of the plot in px as laid out.
 * @param name of the drawing, which its ids start with. @param options.round keeps its proportions: pies.
 */
export function drawSvg(
  option: EChartsCoreOption,
  size: PlotSize,
  name: string,
  { round = false }: { round?: boolean } = {},
): string {
  const drawing = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    drawing.setOption(option);
    return clean(drawing.renderToSVGString(), name, size, round);
  } finally {
    drawing.dispose();
  }
}
