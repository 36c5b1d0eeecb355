/** A cell for each pair of two dimensions, the darker the more. */
import type { HeatmapSpec } from "@/lib/chart/chart-spec";
import { colorScale } from "@/lib/chart/prepare/color-scale";
import { categoriesOf, isTime } from "@/lib/chart/prepare/places";
import {
  type ChartOptions,
  columnOf,
  keyOf,
  measureOf,
  NONE,
  sumOf,
  toNumber,
  writeCell,
} from "@/lib/chart/prepare/read-result";
import type { ChartCategory, MarkAxis, MarkChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { unitOf } from "@/lib/format/format-number";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

/** More columns are no wider than a pixel or two; more cells than this nobody tells apart. */
const MOST_COLUMNS = 400;
const MOST_CELLS = 5000;

export function prepareHeatmap(spec: HeatmapSpec, result: Result, options: ChartOptions): MarkChart {
  const { locale } = options;
  const [x, y] = [columnOf(result, spec.x.name), columnOf(result, spec.y.name)];
  const { index, column } = columnOf(result, spec.measure);
  const measure = measureOf(column);
  const cells = new Map<string, Cell>();
  for (const row of result.rows)
    cells.set(`${keyOf(row[x.index])}\u0000${keyOf(row[y.index])}`, row[index] ?? null);

  const along = placesOf(x.index, x.column, index, result, options);
  const down = placesOf(y.index, y.column, index, result, options);
  const columns = along.slice(-MOST_COLUMNS);
  const rows = down.slice(0, Math.max(1, Math.floor(MOST_CELLS / Math.max(1, columns.length))));
  const all = rows.flatMap((row, r) =>
    columns.map((one, c) => ({
      row,
      one,
      r,
      c,
      cell: cells.get(`${one.key ?? NONE}\u0000${row.key ?? NONE}`) ?? null,
    })),
  );
  const scale = colorScale(all.map(({ cell }) => toNumber(cell)));
  const axis = (places: ChartCategory[], time: boolean): MarkAxis => ({
    type: "places",
    places: places.map(({ label }, i) => ({ label, at: (i + 0.5) / places.length })),
    time,
  });
  const leftOut = along.length * down.length - all.length;
  return {
    view: "marks",
    kind: "heatmap",
    measure,
    marks: all.map(({ row, one, r, c, cell }) => ({
      role: "value",
      shape: {
        type: "rect",
        x0: c / columns.length,
        y0: r / rows.length,
        x1: (c + 1) / columns.length,
        y1: (r + 1) / rows.length,
      },
      color: scale.colorOf(toNumber(cell)),
      value: toNumber(cell),
      group: "",
      keys: [one.key, row.key],
    })),
    x: axis(columns, isTime(x.column)),
    y: axis(rows, false),
    axisNames: null,
    legend: [],
    scale: {
      low: shortNumber(scale.low, measure.format, locale),
      high: shortNumber(scale.high, measure.format, locale),
      colors: scale.colors,
    },
    total: null,
    table: {
      columns: [
        { label: y.column.label, unit: "", numeric: false },
        { label: x.column.label, unit: "", numeric: false },
        { label: measure.label, unit: unitOf(measure.format, locale), numeric: true },
      ],
      rows: all.map(({ row, one, cell }) => [row.title, one.title, writeCell(cell, measure, locale)]),
    },
    leftOut: leftOut > 0 ? { count: leftOut, reason: "small" } : null,
    truncated: result.meta.truncated,
    locale,
  };
}

/** Time in its order; names by the sum of what they have, the largest first. */
function placesOf(
  at: number,
  column: ResultColumn,
  measure: number,
  result: Result,
  options: ChartOptions,
): ChartCategory[] {
  const values = new Map<string, (number | null)[]>();
  for (const row of result.rows) {
    const key = keyOf(row[at]);
    const known = values.get(key);
    if (known) known.push(toNumber(row[measure]));
    else values.set(key, [toNumber(row[measure])]);
  }
  const sums = [...values].map(([key, all]) => [key, sumOf(all) ?? Number.NEGATIVE_INFINITY] as const);
  if (!isTime(column)) sums.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return categoriesOf(
    column,
    sums.map(([key]) => key),
    options,
  );
}
