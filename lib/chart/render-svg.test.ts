import { describe, expect, it } from "vitest";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { prepareChart } from "@/lib/chart/prepare-chart";
import { renderSvg } from "@/lib/chart/render-svg";
import { toECharts } from "@/lib/chart/to-echarts";
import type { Cell, Result } from "@/lib/query/result";

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
const SIZE = { width: 800, height: 150 };

describe("toECharts", () => {
  it("draws thin stacked bars, seams in the colour of the surface, nothing else", () => {
    expect(toECharts(chartOf({}), 800)).toMatchInlineSnapshot(`
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
    const { series } = toECharts(chartOf({ kind: "line", stack: false }), 800);
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
    const { series } = toECharts(chartOf({}), 8);
    expect(Array.isArray(series) && series.map((one) => one.type === "line" && one.step)).toEqual([
      "middle",
      "middle",
    ]);
  });
});

describe("renderSvg", () => {
  it("holds geometry only: no text, no script, no style, no foreign content", () => {
    for (const kind of ["bar", "line", "area"] as const) {
      const svg = renderSvg(chartOf({ kind }), SIZE);
      const tags = new Set([...svg.matchAll(/<([a-z]\w*)/gi)].map(([, tag]) => tag));
      for (const tag of tags) expect(["svg", "g", "path", "defs", "clipPath"]).toContain(tag);
      expect(svg.replace(/<[^>]*>/g, "").trim()).toBe("");
      expect(svg).not.toContain("alert");
      expect(svg).not.toMatch(/\son\w+=|class=|ecmeta/);
    }
  });

  it("prefixes its ids by what it shows: two charts on one page never share one", () => {
    const ids = (svg: string) => [...svg.matchAll(/id="([^"]+)"/g)].map(([, id]) => id);
    const one = renderSvg(chartOf({ kind: "line", stack: false }), SIZE);
    const other = renderSvg(chartOf({ kind: "area", stack: false }), SIZE);
    expect(ids(one).length).toBeGreaterThan(0);
    expect(ids(one).filter((id) => ids(other).includes(id))).toEqual([]);
    for (const id of ids(one)) expect(one).toContain(`url(#${id})`);
    expect(one).not.toMatch(/\bzr\d+-/);
  });

  it("stretches to its box and follows the theme by itself", () => {
    const svg = renderSvg(chartOf({}), SIZE);
    expect(svg).toContain('viewBox="0 0 800 150" width="100%" height="100%" preserveAspectRatio="none"');
    expect(svg).toContain('fill="var(--c1)"');
  });

  it("draws the same thing once", () => {
    const cache = (globalThis as { lookflexSvgCache?: { drawn: Map<string, string> } }).lookflexSvgCache;
    renderSvg(chartOf({}), SIZE);
    const drawn = cache?.drawn.size;
    renderSvg(chartOf({}), SIZE);
    expect(cache?.drawn.size).toBe(drawn);
    renderSvg(chartOf({}), { width: 400, height: 150 });
    expect(cache?.drawn.size).toBe((drawn ?? 0) + 1);
  });
});
