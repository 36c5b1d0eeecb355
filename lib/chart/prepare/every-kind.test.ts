/** Every kind of chart over the same rows: what is decided, kept as files, and what must hold at the edges. */
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { chartTable } from "@/lib/chart/chart-table";
import { describePlace, placeCount } from "@/lib/chart/describe-place";
import { drawSvg } from "@/lib/chart/draw-svg";
import { prepareChart } from "@/lib/chart/prepare-chart";
import { type BlankNames, isEmptyChart, nameBlanks, type PreparedChart } from "@/lib/chart/prepared-chart";
import { toECharts } from "@/lib/chart/to-echarts";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

const KRW = { style: "currency", currency: "KRW" } as const;
const dimension = (name: string, more: Partial<ResultColumn> = {}): ResultColumn => ({
  name,
  label: name,
  kind: "dimension",
  type: "string",
  ...more,
});
const measure = (name: string, more: Partial<ResultColumn> = {}): ResultColumn => ({
  name,
  label: name,
  kind: "measure",
  type: "number",
  additive: true,
  format: KRW,
  ...more,
});
const DATE = dimension("date", { type: "date", grain: "day" });
const BRAND = dimension("brand");
const PRODUCT = dimension("product");
const SALES = measure("sales", { good: "up" });
const BEFORE = measure("sales__previous", { of: { measure: "sales", part: "previous" } });
const ORDERS = measure("orders", { format: { style: "number", decimals: 0 } });
const ROI = measure("roi", { format: { style: "percent" }, additive: false });

type Rows = Cell[][];
const result = (columns: ResultColumn[], rows: Rows, more: Partial<Result> = {}): Result => ({
  columns,
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
  ...more,
});

const day = (i: number) => new Date(Date.UTC(2026, 2, 1 + i)).toISOString().slice(0, 10);
/** Null, zero, negative, and more digits than a number holds. */
const VALUES: Cell[] = [120, null, 0, -45, "61000000000000001", 30];
const NAMES: Cell[] = ["닥터트루", "온도", null, "<b>", "다온", "라온"];

interface Kind {
  spec: z.input<typeof ChartSpec>;
  columns: ResultColumn[];
  /** A row of the n-th value. */
  row: (i: number, value: Cell) => Cell[];
  more?: Partial<Result>;
}
const byDay = (i: number, value: Cell): Cell[] => [day(i), value];
const byName = (i: number, value: Cell): Cell[] => [NAMES[i] === undefined ? `값 ${i}` : NAMES[i], value];
const x = { name: "date", grain: "day" } as const;
const split = (i: number, value: Cell): Cell[] => [day(Math.floor(i / 2)), i % 2 ? "온도" : "다온", value];
const SPLIT = [DATE, BRAND, SALES];

const KINDS: Record<string, Kind> = {
  line: {
    spec: {
      kind: "line",
      x,
      measure: "sales",
      overlay: "control",
      references: [{ at: "average" }, { at: 100, role: "goal", label: { en: "Plan", ko: "계획" } }],
      annotations: [
        { at: "2026-03-02", text: "행사" },
        { at: "2026-03-03", to: "2026-03-05", text: "연휴" },
      ],
    },
    columns: [DATE, SALES, BEFORE],
    row: (i, value) => [day(i), value, 80 + i],
  },
  area: { spec: { kind: "area", x, measure: "sales" }, columns: [DATE, SALES], row: byDay },
  bar: {
    spec: { kind: "bar", x: { name: "brand" }, measure: "sales" },
    columns: [BRAND, SALES],
    row: byName,
  },
  stacked: {
    spec: { kind: "bar", x, measure: "sales", series: "brand", stack: true },
    columns: SPLIT,
    row: split,
  },
  percent: {
    spec: { kind: "area", x, measure: "sales", series: "brand", stack: "percent" },
    columns: SPLIT,
    row: split,
  },
  horizontal: {
    spec: { kind: "bar", x: { name: "brand" }, measure: "sales", horizontal: true },
    columns: [BRAND, SALES],
    row: byName,
  },
  combo: {
    spec: { kind: "combo", x, bars: ["sales"], lines: ["roi"] },
    columns: [DATE, SALES, ROI],
    row: (i, value) => [day(i), value, value === null ? null : 20 + (i % 30)],
  },
  pie: { spec: { kind: "pie", by: "brand", measure: "sales" }, columns: [BRAND, SALES], row: byName },
  donut: {
    spec: { kind: "donut", by: "brand", measure: "sales", maxSlices: 3 },
    columns: [BRAND, SALES],
    row: byName,
  },
  scatter: {
    spec: { kind: "scatter", points: "product", x: "orders", y: "sales", size: "sales", series: "brand" },
    columns: [PRODUCT, BRAND, ORDERS, SALES],
    row: (i, value) => [`상품 ${i}`, NAMES[i % 6] ?? null, i * 3, value],
  },
  heatmap: {
    spec: { kind: "heatmap", x, y: { name: "brand" }, measure: "sales" },
    columns: SPLIT,
    row: split,
  },
  calendar: {
    spec: { kind: "calendar", date: "date", measure: "sales" },
    columns: [DATE, SALES],
    row: byDay,
  },
  treemap: {
    spec: { kind: "treemap", by: ["brand", "product"], measure: "sales" },
    columns: [BRAND, PRODUCT, SALES],
    row: (i, value) => [NAMES[i % 3] ?? null, `상품 ${i}`, value],
  },
  funnel: {
    spec: { kind: "funnel", by: "brand", measures: ["orders"] },
    columns: [BRAND, ORDERS],
    row: byName,
  },
  waterfall: {
    spec: { kind: "waterfall", x: { name: "brand" }, measure: "sales" },
    columns: [BRAND, SALES],
    row: byName,
  },
  histogram: {
    spec: { kind: "histogram", of: "product", measure: "sales", bins: 5 },
    columns: [PRODUCT, SALES],
    row: (i, value) => [`상품 ${i}`, value],
  },
};

const words: BlankNames = {
  none: "(없음)",
  others: "기타",
  total: "합계",
  count: "개수",
  previous: (name) => `${name} (이전)`,
  columns: { share: "비중", ofFirst: "첫 단계", ofPrevious: "앞 단계", running: "누계", step: "단계" },
};
function prepare(kind: Kind, values: readonly Cell[], locale: "ko" | "en" = "ko"): PreparedChart {
  const rows = values.map((value, i) => kind.row(i, value));
  const answer = result(kind.columns, rows, kind.more);
  return nameBlanks(
    prepareChart(ChartSpec.parse(kind.spec), answer, { locale, timezone: "Asia/Seoul" }),
    words,
  );
}
/** Every number the drawing gets, but not sizes of the option. */
const draw = (chart: PreparedChart) =>
  drawSvg(toECharts(chart, { width: 600, height: 200 }), { width: 600, height: 200 }, "x");

describe.each(Object.entries(KINDS))("%s", (name, kind) => {
  it("is prepared of nulls, zero, negative and huge values as written down", async () => {
    const chart = prepare(kind, VALUES);
    const text = `${JSON.stringify(chart, null, 1)}\n`;
    await expect(text).toMatchFileSnapshot(`./every-kind/${name}.golden`);
  });

  it("draws them without a number that is none", () => {
    const svg = draw(prepare(kind, VALUES));
    expect(svg).toContain("<path");
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("draws one point, and says it", () => {
    const chart = prepare(kind, [7]);
    expect(isEmptyChart(chart)).toBe(false);
    expect(draw(chart)).toMatch(/<path/);
    expect(draw(chart)).not.toMatch(/NaN|Infinity/);
    expect(JSON.stringify(describePlace(chart, 0).rows)).toMatch(/[17]/);
  });

  it("knows that nothing is nothing: no row, or no value in any", () => {
    expect(isEmptyChart(prepare(kind, []))).toBe(true);
    expect(isEmptyChart(prepare(kind, [null, null]))).toBe(name !== "line");
  });

  it("keeps 10,000 values within what a screen and a page bear", () => {
    const chart = prepare(
      kind,
      Array.from({ length: 10_000 }, (_, i) => ((i * 7919) % 1000) + 1),
    );
    expect(placeCount(chart)).toBeGreaterThan(0);
    expect(placeCount(chart)).toBeLessThanOrEqual(5000);
    expect(JSON.stringify(chart).length).toBeLessThan(1_500_000);
    expect(draw(chart).length).toBeLessThan(1_500_000);
  });

  it("has a table in which each place has its row, with all digits", () => {
    const chart = prepare(kind, VALUES);
    const { columns, rows } = chartTable(chart, { total: "합계" });
    expect(rows.length).toBeGreaterThanOrEqual(placeCount(chart));
    for (const row of rows) {
      expect(row).toHaveLength(columns.length);
      for (const cell of row) expect(typeof cell).toBe("string");
    }
    if (name !== "histogram" && name !== "donut") expect(rows.flat()).toContain("61,000,000,000,000,001");
  });

  it("says in each language what the other says", () => {
    const [ko, en] = [prepare(kind, VALUES, "ko"), prepare(kind, VALUES, "en")];
    expect(placeCount(ko)).toBe(placeCount(en));
    expect(JSON.stringify(en)).not.toMatch(/[만억조경원]"/);
  });
});

describe("what kinds decide of their own", () => {
  const chartOf = (name: string, values: readonly Cell[], over: object = {}) => {
    const kind = KINDS[name];
    if (!kind) throw new Error(name);
    return prepare({ ...kind, spec: { ...kind.spec, ...over } as Kind["spec"] }, values);
  };
  const marksOf = (chart: PreparedChart) => {
    if (chart.view !== "marks") throw new Error("no marks");
    return chart;
  };
  const axesOf = (chart: PreparedChart) => {
    if (chart.view !== "axes") throw new Error("no axes");
    return chart;
  };

  it("takes a pie's others from the query, which knows all of their rows", () => {
    const others = { dimension: "brand", rows: [[null, 500] as Cell[]] };
    const pie = KINDS.pie;
    if (!pie) throw new Error("pie");
    const chart = marksOf(prepare({ ...pie, more: { others } }, [300, 200]));
    expect(chart.legend.map(({ label, share }) => [label, share])).toEqual([
      ["닥터트루", 30],
      ["온도", 20],
      ["기타", 50],
    ]);
    expect(chart.marks.at(-1)?.shape).toMatchObject({ from: 0.5, to: 1 });
  });

  it("draws each point of a scatter, as round ends of hardly any line", () => {
    const chart = marksOf(chartOf("scatter", [5, 6, 7, 8]));
    expect(draw(chart).match(/M[\d.]+ [\d.]+L/g)).toHaveLength(4);
    expect(draw(chart)).toContain('stroke-linecap="round"');
  });

  it("has one place for what the query left out, the last, even of a ratio", () => {
    const others = { dimension: "brand", rows: [[null, 500] as Cell[]] };
    const { bar } = KINDS;
    if (!bar) throw new Error("bar");
    const chart = axesOf(prepare({ ...bar, more: { others } }, [300, 200]));
    expect(chart.categories.map(({ label }) => label)).toEqual(["닥터트루", "온도", "기타"]);
    expect(chart.series[0]?.values).toEqual([300, 200, 500]);
  });

  it("gives no shares of a whole with negative parts, and says how many are missing", () => {
    const chart = marksOf(chartOf("pie", [300, -100, 50]));
    expect(chart.legend.map(({ share }) => share)).toEqual([null, null]);
    expect(chart.leftOut).toEqual({ count: 1, reason: "negative" });
    expect(chart.table.rows.map(([label]) => label)).toHaveLength(3);
  });

  it.each(["pie", "donut", "treemap", "waterfall"])("refuses ratios as parts of a whole: %s", (name) => {
    const kind = KINDS[name];
    if (!kind) throw new Error(name);
    const columns = kind.columns.map((column) => (column === SALES ? { ...ROI, name: "sales" } : column));
    expect(() => prepare({ ...kind, columns }, [10, 20])).toThrow("QUERY_001");
  });

  it("makes 100 of each place's parts", () => {
    const chart = axesOf(chartOf("percent", [30, 10, null, 50]));
    expect(chart.series.map(({ parts }) => parts)).toEqual([
      [25, 100],
      [75, null],
    ]);
    expect([chart.y.min, chart.y.max]).toEqual([0, 100]);
  });

  it("puts both zeros of two axes at one height", () => {
    const chart = axesOf(chartOf("combo", [-50, 100]));
    const part = (axis: { min: number; max: number } | null) =>
      axis ? -axis.min / (axis.max - axis.min) : null;
    expect(part(chart.y)).toBeGreaterThan(0);
    expect(part(chart.y2)).toBeCloseTo(part(chart.y) ?? Number.NaN, 9);
  });

  it("ends a waterfall with what it comes to", () => {
    const chart = marksOf(chartOf("waterfall", [100, -30, null, 5]));
    expect(chart.table.rows.map(([label, , sum]) => [label, sum])).toEqual([
      ["닥터트루", "100"],
      ["온도", "70"],
      ["(없음)", "70"],
      ["<b>", "75"],
      ["합계", "75"],
    ]);
    expect(marksOf(chartOf("waterfall", [100], { total: false })).marks).toHaveLength(1);
  });

  it("counts every value into one bin, the highest too", () => {
    const chart = axesOf(chartOf("histogram", [0, 1, 9, 10, 10, 5, null], { bins: 2 }));
    expect(chart.categories.map(({ title }) => title)).toEqual(["0 – 5", "5 – 10"]);
    expect(chart.series[0]?.values).toEqual([2, 4]);
  });

  it("draws the average and the goal, and makes room for them on the axis", () => {
    const chart = axesOf(
      chartOf("line", [10, 20], { references: [{ at: "average" }, { at: 900, role: "goal" }] }),
    );
    expect(chart.references.map(({ value }) => value)).toEqual([15, 900]);
    expect(chart.y.max).toBeGreaterThanOrEqual(900);
  });
});
