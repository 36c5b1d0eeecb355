import { createHash } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ByteLru } from "@/lib/cache/byte-lru";
import type { CacheStore } from "@/lib/cache/cache-store";
import { ChartSpec } from "@/lib/chart/chart-spec";
import * as drawing from "@/lib/chart/draw-svg";
import { prepareChart } from "@/lib/chart/prepare-chart";
import { renderSvg } from "@/lib/chart/render-svg";
import { toECharts } from "@/lib/chart/to-echarts";
import type { Cell, Result } from "@/lib/query/result";

const shared = vi.hoisted(() => ({ store: null as CacheStore | null }));
vi.mock("@/lib/cache/shared-store", () => ({
  sharedStore: () => shared.store,
  sharedKey: (kind: string, content: string) => kind + content,
}));
vi.mock(import("@/lib/chart/draw-svg"), async (original) => ({ ...(await original()) }));
afterEach(() => {
  vi.restoreAllMocks();
});

const rows: Cell[][] = [
  ["2026-11-09", "<script>alert(1)</script>", 30],
  ["2026-11-10", "<script>alert(1)</script>", null],
  ["2026-11-11", "<script>alert(1)</script>", 20],
  ["2026-11-09", "닥터트루", 20],
  ["2026-11-10", "닥터트루", 25],
];
const result: Result = {
  columns: [
    { name: "date", label: "Day", kind: "dimension", type: "date", grain: "day" },
    { name: "brand", label: "Brand", kind: "dimension", type: "string" },
    { name: "sales", label: "Sales", kind: "measure", type: "number", additive: true },
  ],
  rows,
  meta: {
    source: "test",
    rollup: null,
    cached: false,
    elapsedMs: 1,
    rowCount: rows.length,
    truncated: false,
    dataAsOf: null,
  },
};
const chartOf = (spec: object) =>
  prepareChart(
    ChartSpec.parse({
      kind: "bar",
      x: { name: "date" },
      measure: "sales",
      series: "brand",
      stack: true,
      ...spec,
    }),
    result,
    { locale: "en", timezone: "Asia/Seoul", known: ["닥터트루", "<script>alert(1)</script>"] },
  );
const SHAPES = [
  { kind: "pie", by: "brand", measure: "sales" },
  { kind: "treemap", by: ["brand"], measure: "sales" },
  { kind: "funnel", by: "brand", measures: ["sales"] },
  { kind: "scatter", points: "brand", x: "sales", y: "sales" },
] as const;
const shapesOf = (spec: object) =>
  prepareChart(ChartSpec.parse(spec), result, { locale: "en", timezone: "Asia/Seoul" });
const SIZE = { width: 800, height: 150 };

describe("toECharts", () => {
  it("draws thin stacked bars, seams in the colour of the surface, nothing else", () => {
    expect(toECharts(chartOf({}), SIZE)).toMatchInlineSnapshot(`
      {
        "animation": false,
        "grid": {
          "bottom": 0,
          "left": 0,
          "right": 0,
          "top": 0,
        },
        "series": [
          {
            "barGap": "0%",
            "barWidth": "10.5%",
            "data": [
              30,
              null,
              20,
            ],
            "emphasis": {
              "disabled": true,
            },
            "itemStyle": {
              "borderColor": "var(--surface)",
              "borderRadius": 0,
              "borderWidth": 0.375,
              "color": "var(--c2)",
            },
            "silent": true,
            "stack": "all",
            "type": "bar",
          },
          {
            "barGap": "0%",
            "barWidth": "10.5%",
            "data": [
              20,
              25,
              null,
            ],
            "emphasis": {
              "disabled": true,
            },
            "itemStyle": {
              "borderColor": "var(--surface)",
              "borderRadius": 0,
              "borderWidth": 0.375,
              "color": "var(--c1)",
            },
            "silent": true,
            "stack": "all",
            "type": "bar",
          },
        ],
        "xAxis": {
          "axisLabel": {
            "show": false,
          },
          "axisLine": {
            "show": false,
          },
          "axisTick": {
            "show": false,
          },
          "data": [
            0,
            1,
            2,
          ],
          "splitLine": {
            "show": false,
          },
          "type": "category",
        },
        "yAxis": {
          "axisLabel": {
            "show": false,
          },
          "axisLine": {
            "show": false,
          },
          "axisTick": {
            "show": false,
          },
          "max": 60,
          "min": 0,
          "splitLine": {
            "show": false,
          },
          "type": "value",
        },
      }
    `);
  });

  it("draws lines with gaps, and a dot where a point stands alone", () => {
    const { series } = toECharts(chartOf({ kind: "line", stack: false }), SIZE);
    expect(Array.isArray(series) && series.map(({ type, data }) => [type, data])).toMatchInlineSnapshot(`
      [
        [
          "line",
          [
            {
              "symbol": "circle",
              "symbolSize": 4,
              "value": 30,
            },
            null,
            {
              "symbol": "circle",
              "symbolSize": 4,
              "value": 20,
            },
          ],
        ],
        [
          "line",
          [
            20,
            25,
            null,
          ],
        ],
      ]
    `);
  });

  it("draws bars too thin to see as one stepped area a series", () => {
    const { series } = toECharts(chartOf({}), { width: 8, height: 150 });
    expect(Array.isArray(series) && series.map((one) => one.type === "line" && one.step)).toEqual([
      "middle",
      "middle",
    ]);
  });
});

describe("renderSvg", () => {
  it("holds geometry only: no text, no script, no style, no foreign content", async () => {
    const charts = [
      ...(["bar", "line", "area"] as const).map((kind) => chartOf({ kind })),
      ...SHAPES.map(shapesOf),
    ];
    for (const chart of charts) {
      const svg = await renderSvg(chart, SIZE);
      const tags = new Set([...svg.matchAll(/<([a-z]\w*)/gi)].map(([, tag]) => tag));
      for (const tag of tags) expect(["svg", "g", "path", "defs", "clipPath"]).toContain(tag);
      expect(svg.replace(/<[^>]*>/g, "").trim()).toBe("");
      expect(svg).not.toContain("alert");
      expect(svg).not.toMatch(/\son\w+=|class=|ecmeta/);
    }
  });

  it("prefixes its ids by what it shows: two charts on one page never share one", async () => {
    const ids = (svg: string) => [...svg.matchAll(/id="([^"]+)"/g)].map(([, id]) => id);
    const one = await renderSvg(chartOf({ kind: "line", stack: false }), SIZE);
    const other = await renderSvg(chartOf({ kind: "area", stack: false }), SIZE);
    expect(ids(one).length).toBeGreaterThan(0);
    expect(ids(one).filter((id) => ids(other).includes(id))).toEqual([]);
    for (const id of ids(one)) expect(one).toContain(`url(#${id})`);
    expect(one).not.toMatch(/\bzr\d+-/);
  });

  it("stretches to its box and follows the theme by itself", async () => {
    const svg = await renderSvg(chartOf({}), SIZE);
    expect(svg).toContain('viewBox="0 0 800 150" width="100%" height="100%" preserveAspectRatio="none"');
    expect(svg).toContain('fill="var(--c1)"');
  });

  it("draws the same thing once, whoever asks meanwhile", async () => {
    const draw = vi.spyOn(drawing, "drawSvg");
    const size = { width: 801, height: 150 };
    const drawn = await Promise.all(Array.from({ length: 10 }, () => renderSvg(chartOf({}), size)));
    expect(new Set(drawn).size).toBe(1);
    await renderSvg(chartOf({}), size);
    expect(draw).toHaveBeenCalledTimes(1);
    await renderSvg(chartOf({}), { width: 400, height: 150 });
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it("takes what another replica has drawn, and leaves what it draws", async () => {
    const values = new Map<string, Uint8Array>();
    shared.store = {
      get: async (key) => values.get(key) ?? null,
      set: async (key, value) => {
        values.set(key, value);
      },
    };
    const draw = vi.spyOn(drawing, "drawSvg");
    const size = { width: 802, height: 150 };
    const svg = await renderSvg(chartOf({}), size);
    await expect.poll(() => values.size).toBe(1);
    (globalThis as { lookflexSvgCache?: { drawn: ByteLru<string> } }).lookflexSvgCache?.drawn.clear();
    expect(await renderSvg(chartOf({}), size)).toBe(svg);
    expect(draw).toHaveBeenCalledTimes(1);
    shared.store = null;
  });

  it("draws as others' kept drawings were drawn: raise SVG_FORMAT when this changes", () => {
    const drawn = (["bar", "line", "area"] as const).map((kind) =>
      drawing.drawSvg(toECharts(chartOf({ kind }), SIZE), SIZE, "x"),
    );
    for (const shapes of SHAPES)
      drawn.push(
        drawing.drawSvg(toECharts(shapesOf(shapes), SIZE), SIZE, "x", { round: shapes.kind === "pie" }),
      );
    const digest = createHash("sha256").update(drawn.join("")).digest("hex").slice(0, 12);
    expect([drawing.SVG_FORMAT, digest]).toMatchInlineSnapshot(`
      [
        2,
        "1980d0de4e13",
      ]
    `);
  });
});
