import { describe, expect, it } from "vitest";
import { SeriesSpec } from "@/lib/chart/chart-spec";
import { prepareSeries } from "@/lib/chart/prepare/axis-series";
import { type BlankNames, isEmptyChart, nameBlanks } from "@/lib/chart/prepared-chart";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

const DATE: ResultColumn = { name: "date", label: "일자", kind: "dimension", type: "date", grain: "day" };
const CHANNEL: ResultColumn = { name: "channel", label: "채널", kind: "dimension", type: "string" };
const SALES: ResultColumn = {
  name: "sales",
  label: "정산금액",
  kind: "measure",
  type: "number",
  format: { style: "currency", currency: "KRW" },
  additive: true,
};
const ROI: ResultColumn = {
  name: "roi",
  label: "ROI",
  kind: "measure",
  type: "number",
  format: { style: "percent" },
  additive: false,
};

const result = (columns: ResultColumn[], rows: Cell[][], truncated = false): Result => ({
  columns,
  rows,
  meta: {
    source: "test",
    rollup: null,
    cached: false,
    elapsedMs: 1,
    rowCount: rows.length,
    truncated,
    dataAsOf: null,
  },
});
const WORDS: BlankNames = {
  none: "(없음)",
  others: "기타",
  total: "합계",
  count: "개수",
  previous: (name, yearBefore) => `${name} ${yearBefore ? "작년" : "이전"}`,
  columns: { share: "", ofFirst: "", ofPrevious: "", running: "", step: "" },
};
const stack = SeriesSpec.parse({
  kind: "bar",
  x: { name: "date", grain: "day" },
  measure: "sales",
  series: "channel",
  stack: true,
});
const korean = { locale: "ko", timezone: "Asia/Seoul" } as const;
const week = { from: "2026-11-09", to: "2026-11-13" };
const dayAfter = (start: string, days: number) =>
  new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);

describe("prepareSeries", () => {
  it("decides all of a daily stack: places, order, shares, axis", () => {
    const chart = prepareSeries(
      stack,
      result(
        [DATE, CHANNEL, SALES],
        [
          ["2026-11-10", "naver", 20_000_000],
          ["2026-11-10", "coupang", 30_000_000],
          ["2026-11-12", "coupang", 46_000_000],
        ],
      ),
      { ...korean, range: week },
    );
    expect(chart).toMatchInlineSnapshot(`
      {
        "annotations": [],
        "categories": [
          {
            "key": "2026-11-09",
            "label": "11.9",
            "title": "11. 9. (월)",
          },
          {
            "key": "2026-11-10",
            "label": "11.10",
            "title": "11. 10. (화)",
          },
          {
            "key": "2026-11-11",
            "label": "11.11",
            "title": "11. 11. (수)",
          },
          {
            "key": "2026-11-12",
            "label": "11.12",
            "title": "11. 12. (목)",
          },
          {
            "key": "2026-11-13",
            "label": "11.13",
            "title": "11. 13. (금)",
          },
        ],
        "horizontal": false,
        "kind": "bar",
        "leftOut": 0,
        "locale": "ko",
        "measure": {
          "additive": true,
          "format": {
            "currency": "KRW",
            "style": "currency",
          },
          "label": "정산금액",
          "name": "sales",
        },
        "references": [],
        "sampledFrom": null,
        "series": [
          {
            "axis": "left",
            "color": 5,
            "format": {
              "currency": "KRW",
              "style": "currency",
            },
            "key": "coupang",
            "label": "coupang",
            "mark": "bar",
            "role": "value",
            "share": 79.16666666666666,
            "sum": 76000000,
            "values": [
              null,
              30000000,
              null,
              46000000,
              null,
            ],
          },
          {
            "axis": "left",
            "color": 2,
            "format": {
              "currency": "KRW",
              "style": "currency",
            },
            "key": "naver",
            "label": "naver",
            "mark": "bar",
            "role": "value",
            "share": 20.833333333333336,
            "sum": 20000000,
            "values": [
              null,
              20000000,
              null,
              null,
              null,
            ],
          },
        ],
        "splitLabel": "채널",
        "stack": "sum",
        "totals": [
          null,
          50000000,
          null,
          46000000,
          null,
        ],
        "truncated": false,
        "view": "axes",
        "x": {
          "grain": "day",
          "label": "일자",
          "name": "date",
          "time": true,
        },
        "y": {
          "max": 60000000,
          "min": 0,
          "ticks": [
            {
              "label": "0",
              "value": 0,
            },
            {
              "label": "2,000만",
              "value": 20000000,
            },
            {
              "label": "4,000만",
              "value": 40000000,
            },
            {
              "label": "6,000만",
              "value": 60000000,
            },
          ],
        },
        "y2": null,
      }
    `);
  });

  it("keeps a day with no row and a day whose value is null as gaps, never zeros", () => {
    const chart = prepareSeries(
      { ...stack, kind: "line", stack: false },
      result(
        [DATE, CHANNEL, SALES],
        [
          ["2026-11-09", "naver", 0],
          ["2026-11-11", "naver", null],
        ],
      ),
      { ...korean, range: week },
    );
    expect(chart.series[0]?.values).toEqual([0, null, null, null, null]);
    expect(chart.totals).toEqual([0, null, null, null, null]);
  });

  it("sums what is beyond maxSeries into others, and the sums still add up", () => {
    const rows = ["a", "b", "c", "d"].map((name, i): Cell[] => ["2026-11-09", name, (i + 1) * 100]);
    const chart = prepareSeries({ ...stack, maxSeries: 2 }, result([DATE, CHANNEL, SALES], rows), korean);
    expect(chart.series.map(({ key, role, sum }) => [role === "others" ? role : key, sum])).toEqual([
      ["d", 400],
      ["c", 300],
      ["others", 300],
    ]);
    expect(chart.totals).toEqual([1000]);
    expect(chart.leftOut).toBe(0);
  });

  it("leaves out small series of a ratio, says how many, and never stacks or sums it", () => {
    const rows = ["a", "b", "c"].map((name, i): Cell[] => ["2026-11-09", name, (i + 1) * 10]);
    const spec = { ...stack, measure: "roi", maxSeries: 2 };
    const chart = prepareSeries(spec, result([DATE, CHANNEL, ROI], rows), korean);
    expect(chart).toMatchObject({ stack: "none", leftOut: 1, totals: [null] });
    expect(chart.series.map(({ key, sum, share }) => [key, sum, share])).toEqual([
      ["c", null, null],
      ["b", null, null],
    ]);
  });

  it("piles negatives below zero and gives no shares where parts make no whole", () => {
    const chart = prepareSeries(
      stack,
      result(
        [DATE, CHANNEL, SALES],
        [
          ["2026-11-09", "a", 500],
          ["2026-11-09", "b", -300],
          ["2026-11-09", "c", -200],
        ],
      ),
      korean,
    );
    expect([chart.y.min, chart.y.max]).toEqual([-500, 500]);
    expect(chart.series.map(({ share }) => share)).toEqual([null, null, null]);
  });

  it("draws one point", () => {
    const chart = prepareSeries(stack, result([DATE, CHANNEL, SALES], [["2026-11-09", "a", 7]]), korean);
    expect(chart.categories.map(({ label }) => label)).toEqual(["11.9"]);
    expect(chart.y.ticks.map(({ label }) => label)).toEqual(["0", "2", "4", "6", "8"]);
  });

  it("keeps the peaks of 10,000 points in places that a screen has", () => {
    const rows = Array.from({ length: 10_000 }, (_, i): Cell[] => [
      dayAfter("1999-01-01", i),
      "a",
      i === 4321 ? 99_999 : 1000,
    ]);
    const chart = prepareSeries(stack, result([DATE, CHANNEL, SALES], rows), korean);
    expect(chart.sampledFrom).toBe(10_000);
    expect(chart.categories.length).toBeLessThanOrEqual(2002);
    expect(Math.max(...chart.totals.map((total) => total ?? 0))).toBe(99_999);
    expect(chart.series[0]?.sum).toBe(9_999 * 1000 + 99_999);
    expect(chart.series[0]?.values).toHaveLength(chart.categories.length);
  });

  it("writes huge values with 조 and 경, from exact strings too", () => {
    const rows: Cell[][] = [["2026-11-09", "a", "61000000000000000"]];
    const ticks = (locale: "ko" | "en") =>
      prepareSeries(stack, result([DATE, CHANNEL, SALES], rows), { ...korean, locale }).y.ticks.map(
        ({ label }) => label,
      );
    expect(ticks("ko")).toEqual(["0", "2경", "4경", "6경", "8경"]);
    expect(ticks("en")).toEqual(["0", "20,000T", "40,000T", "60,000T", "80,000T"]);
  });

  it("keeps the rows without a channel, named in the reader's language", () => {
    const chart = prepareSeries(stack, result([DATE, CHANNEL, SALES], [["2026-11-09", null, 5]]), korean);
    const named = nameBlanks(chart, WORDS);
    expect(named.series.map(({ label, sum }) => [label, sum])).toEqual([["(없음)", 5]]);
  });

  it.each([
    ["previous_year", null, "정산금액 작년"],
    ["control", "previous_year", "정산금액 작년"],
    ["control", "previous_period", "정산금액 이전"],
    ["previous_period", "previous_year", "정산금액 이전"],
  ] as const)("names the line of the overlay %s, compared with %s, %s", (overlay, compare, name) => {
    const before: ResultColumn = { ...SALES, name: "sales__previous" };
    const chart = prepareSeries(
      SeriesSpec.parse({ kind: "line", x: stack.x, measure: "sales", overlay }),
      result([DATE, SALES, before], [["2026-11-09", 5, 4]]),
      { ...korean, compare },
    );
    expect(nameBlanks(chart, WORDS).series.map(({ label }) => label)).toEqual(["정산금액", name]);
  });

  it("knows when there is nothing to draw", () => {
    const none = prepareSeries(stack, result([DATE, CHANNEL, SALES], []), { ...korean, range: week });
    expect(isEmptyChart(none)).toBe(true);
  });

  it("says that the limit cut rows off", () => {
    const rows: Cell[][] = [["2026-11-09", "a", 5]];
    expect(prepareSeries(stack, result([DATE, CHANNEL, SALES], rows, true), korean).truncated).toBe(true);
  });

  it("refuses a spec whose column the result lacks, and two ratios for one place", () => {
    const columns = [DATE, CHANNEL, ROI];
    const rows: Cell[][] = [
      ["2026-11-09", "a", 1],
      ["2026-11-09", "b", 2],
    ];
    expect(() => prepareSeries(stack, result(columns, rows), korean)).toThrow("QUERY_001");
    const { series: _, ...single } = stack;
    expect(() => prepareSeries({ ...single, measure: "roi" }, result(columns, rows), korean)).toThrow(
      "QUERY_001",
    );
  });

  it("sums rows finer than the chart where the measure can be summed", () => {
    const { series: _, ...single } = stack;
    const rows: Cell[][] = [
      ["2026-11-09", "a", 1],
      ["2026-11-09", "b", 2],
    ];
    const chart = prepareSeries(single, result([DATE, CHANNEL, SALES], rows), korean);
    expect(chart.series.map(({ label, values }) => [label, values])).toEqual([["정산금액", [3]]]);
  });
});
