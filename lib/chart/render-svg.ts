import "server-only";
import { createHash } from "node:crypto";
import { ByteLru } from "@/lib/cache/byte-lru";
import { compress, decompress } from "@/lib/cache/compress";
import { Flights } from "@/lib/cache/flights";
import { sharedKey, sharedStore } from "@/lib/cache/shared-store";
import { drawSvg, SVG_FORMAT } from "@/lib/chart/draw-svg";
import { isRound, type PreparedChart } from "@/lib/chart/prepared-chart";
import { type PlotSize, toECharts } from "@/lib/chart/to-echarts";
import { log } from "@/lib/log";

const MIB = 1024 * 1024;
/** A drawing takes some tens of kilobytes. */
const MOST_BYTES = 32 * MIB;
const MOST_BYTES_EACH = 2 * MIB;
/** Drawings never go out of date, only out of use. */
const KEEP_MS = 3_600_000;

interface SvgCache {
  drawn: ByteLru<string>;
  flights: Flights<string>;
}
// Pages and route handlers get their own module instances; the cache must be one.
const holder = globalThis as typeof globalThis & { lookflexSvgCache?: SvgCache };
holder.lookflexSvgCache ??= { drawn: new ByteLru(MOST_BYTES, MOST_BYTES_EACH), flights: new Flights() };
const cache = holder.lookflexSvgCache;

/**
 * The plot as an SVG, as `drawSvg` draws it; the same plot is drawn once, here or by another replica.
 * @param size of the plot in px as laid out.
 */
export async function renderSvg(chart: PreparedChart, given: PlotSize): Promise<string> {
  const round = isRound(chart);
  const shorter = Math.min(given.width, given.height);
  const size = round ? { width: shorter, height: shorter } : given;
  const option = toECharts(chart, size);
  // Shapes are laid out by a function, which no text of the option holds.
  const shapes = chart.view === "marks" ? chart.marks.map(({ shape, color }) => [shape, color]) : null;
  const content = JSON.stringify([option, shapes && [chart.kind, shapes], size.width, size.height]);
  const name = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const known = cache.drawn.get(name);
  if (known !== undefined) return known;
  return cache.flights.join(name, async () => {
    const svg = await fromShared(content, () => drawSvg(option, size, name, { round }));
    cache.drawn.set(name, svg, 2 * svg.length);
    return svg;
  });
}

async function fromShared(content: string, draw: () => string): Promise<string> {
  const shared = sharedStore();
  if (!shared) return draw();
  const key = sharedKey(`svg${SVG_FORMAT}`, content);
  const bytes = await shared.get(key);
  const kept = bytes && (await decompress(bytes).catch(() => null));
  if (kept) return kept;
  const svg = draw();
  compress(svg)
    .then((compressed) => shared.set(key, compressed, KEEP_MS))
    .catch((err) => log.warn({ err }, "a drawing could not be written to the shared cache"));
  return svg;
}
