import "server-only";
import { createHash } from "node:crypto";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { toECharts } from "@/lib/chart/to-echarts";

use([BarChart, LineChart, GridComponent, SVGRenderer]);

/** Of the drawings kept, in characters. */
const CACHE_SIZE = 16_000_000;

interface SvgCache {
  drawn: Map<string, string>;
  size: number;
}
// Pages and route handlers get their own module instances; the cache must be one.
const holder = globalThis as typeof globalThis & { lookflexSvgCache?: SvgCache };
const cache: SvgCache = holder.lookflexSvgCache ?? { drawn: new Map(), size: 0 };
holder.lookflexSvgCache = cache;

function remember(key: string, svg: string): void {
  cache.drawn.set(key, svg);
  cache.size += svg.length;
  for (const [oldest, text] of cache.drawn) {
    if (cache.size <= CACHE_SIZE) break;
    cache.drawn.delete(oldest);
    cache.size -= text.length;
  }
}

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
function clean(svg: string, hash: string, width: number, height: number): string {
  const inner = svg
    .replace(/^<svg[^>]*>\s*<rect[^>]*fill="none"[^>]*><\/rect>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink)="[^"]*"/g, "")
    // Numbered by a counter of the process: charts of two replicas on one page would share ids.
    .replace(/\bzr\d+-/g, `c${hash}-`)
    .trim();
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="100%" height="100%"`;
  return `${open} preserveAspectRatio="none" aria-hidden="true">${joinPaths(inner)}</svg>`;
}

/**
 * Draws the plot as an SVG that stretches to any box (strokes don't: see `plot` in the figure) and follows the theme by
 * CSS variables. It holds no text, hence nothing of the data's words.
 * @param size of the plot in px as laid out.
 */
export function renderSvg(chart: PreparedChart, size: { width: number; height: number }): string {
  const option = toECharts(chart, size.width);
  const hash = createHash("sha256")
    .update(JSON.stringify([option, size.width, size.height]))
    .digest("hex")
    .slice(0, 16);
  const known = cache.drawn.get(hash);
  if (known !== undefined) {
    // Last in, last out.
    cache.drawn.delete(hash);
    cache.drawn.set(hash, known);
    return known;
  }
  const drawing = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    drawing.setOption(option);
    const svg = clean(drawing.renderToSVGString(), hash, size.width, size.height);
    remember(hash, svg);
    return svg;
  } finally {
    drawing.dispose();
  }
}
