import { describe, expect, it } from "vitest";
import { chartFrame } from "@/lib/chart/chart-frame";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { prepareChart } from "@/lib/chart/prepare-chart";
import type { Cell, Result } from "@/lib/query/result";

const frame = (spec: object, rows: Cell[][], height = 200, locale: "ko" | "en" = "ko") => {
  const result: Result = {
    columns: [
      { name: "brand", label: "Brand", kind: "dimension", type: "string" },
      { name: "sales", label: "Sales", kind: "measure", type: "number", additive: true },
      {
        name: "roi",
        label: "ROI",
        kind: "measure",
        type: "number",
        additive: false,
        format: { style: "percent" },
      },
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
  return chartFrame(prepareChart(ChartSpec.parse(spec), result, { locale, timezone: "Asia/Seoul" }), height);
};
const bar = { kind: "bar", x: { name: "brand" }, measure: "sales" };
const rows: Cell[][] = [
  ["a", 30_000_000, 10],
  ["b", 10_000_000, 20],
];
const texts = (ticks: readonly { text: string }[]) => ticks.map(({ text }) => text);

describe("chartFrame", () => {
  it("writes the axis in 만 / 억 or K / M / B", () => {
    expect(texts(frame(bar, rows).left)).toEqual(["0", "1,000만", "2,000만", "3,000만"]);
    expect(texts(frame(bar, rows, 200, "en").left)).toEqual(["0", "10M", "20M", "30M"]);
    const huge: Cell[][] = [["a", "3000000000000", 1]];
    expect(texts(frame(bar, huge).left).at(-1)).toBe("3조");
    expect(texts(frame(bar, huge, 200, "en").left).at(-1)).toBe("3T");
  });

  it("turns values down and names to the side in a chart that lies", () => {
    const lying = frame({ ...bar, horizontal: true }, rows);
    expect(lying.left.map(({ text, at }) => [text, at])).toEqual([
      ["a", 25],
      ["b", 75],
    ]);
    expect(texts(lying.bottom)).toEqual(["0", "1,000만", "2,000만", "3,000만"]);
    expect(lying.bottom.map(({ line }) => line)).toEqual(["base", "grid", "grid", "grid"]);
  });

  it("keeps as many names at the side as have a line each", () => {
    const many = Array.from({ length: 100 }, (_, i): Cell[] => [`name ${i}`, i, 1]);
    expect(frame({ ...bar, horizontal: true }, many, 170).left).toHaveLength(10);
  });

  it("has a second axis at the right of a combo, without lines of its own", () => {
    const combo = frame({ kind: "combo", x: { name: "brand" }, bars: ["sales"], lines: ["roi"] }, rows);
    expect(texts(combo.right)).toEqual(["0%", "5%", "10%", "15%", "20%"]);
    expect(combo.right.every(({ line }) => line === null)).toBe(true);
    expect(combo.gutter.right).toBeGreaterThan(20);
  });

  it("leaves no room around what has no axes", () => {
    const pie = frame({ kind: "pie", by: "brand", measure: "sales" }, rows);
    expect(pie).toEqual({ left: [], right: [], bottom: [], gutter: { left: 0, right: 0, bottom: 0 } });
  });
});
