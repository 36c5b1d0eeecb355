/** A point for each value of a dimension, by two measures; a third gives its size, another dimension its colour. */
import type { ScatterSpec } from "@/lib/chart/chart-spec";
import { colorIndexes, OTHERS_COLOR, PALETTE_SIZE } from "@/lib/chart/color-index";
import { colorToken } from "@/lib/chart/prepare/color-scale";
import {
  type ChartOptions,
  cellOf,
  columnOf,
  keyOf,
  keysOf,
  labelOf,
  measureOf,
  roleOf,
  toNumber,
  writeCell,
} from "@/lib/chart/prepare/read-result";
import {
  type LegendEntry,
  type Mark,
  type MarkChart,
  OTHERS,
  type ValueAxis,
} from "@/lib/chart/prepared-chart";
import { valueAxis } from "@/lib/chart/value-axis";
import { unitOf } from "@/lib/format/format-number";
import type { Cell, Result } from "@/lib/query/result";

const MOST_POINTS = 2000;
/** Diameters in px. */
const PLAIN = 7;
const [SMALLEST, LARGEST] = [5, 32];

interface Point {
  row: Cell[];
  x: number;
  y: number;
  size: number | null;
  group: string;
}

/** Every n-th of too many, with the outermost: their outline is what one sees first. */
function thinOut(points: Point[]): Point[] {
  if (points.length <= MOST_POINTS) return points;
  const kept = new Set<Point>();
  for (const side of ["x", "y", "size"] as const) {
    const byValue = [...points].sort((a, b) => (a[side] ?? 0) - (b[side] ?? 0));
    for (const point of [...byValue.slice(0, 20), ...byValue.slice(-20)]) kept.add(point);
  }
  const every = points.length / (MOST_POINTS - kept.size);
  for (let i = 0; i < points.length && kept.size < MOST_POINTS; i += every) {
    const point = points[Math.floor(i)];
    if (point) kept.add(point);
  }
  return points.filter((point) => kept.has(point));
}

/** A little air, so that no point is cut at the edge; from zero where that is near. */
function axisFor(
  values: readonly number[],
  measure: ReturnType<typeof measureOf>,
  options: ChartOptions,
): ValueAxis {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) return valueAxis(0, 1, true, measure.format, options.locale);
  const air = (high - low) * 0.04;
  return valueAxis(
    low - air < 0 && low >= 0 ? 0 : low - air,
    high + air,
    low < high / 2,
    measure.format,
    options.locale,
  );
}

export function prepareScatter(spec: ScatterSpec, result: Result, options: ChartOptions): MarkChart {
  const { locale } = options;
  const names = columnOf(result, spec.points);
  const [x, y] = [columnOf(result, spec.x), columnOf(result, spec.y)];
  const size = spec.size === undefined ? null : columnOf(result, spec.size);
  const split = spec.series === undefined ? null : columnOf(result, spec.series);
  const all = result.rows.flatMap((row): Point[] => {
    const [atX, atY] = [toNumber(row[x.index]), toNumber(row[y.index])];
    // A point needs both: with one missing there is no place for it.
    if (atX === null || atY === null) return [];
    const group = split ? keyOf(row[split.index]) : spec.points;
    return [{ row, x: atX, y: atY, size: size ? toNumber(row[size.index]) : null, group }];
  });
  const points = thinOut(all);
  const xAxis = axisFor(
    points.map((point) => point.x),
    measureOf(x.column),
    options,
  );
  const yAxis = axisFor(
    points.map((point) => point.y),
    measureOf(y.column),
    options,
  );
  const largest = points.reduce((most, point) => Math.max(most, Math.abs(point.size ?? 0)), 0);

  const counts = new Map<string, number>();
  for (const { group } of points) counts.set(group, (counts.get(group) ?? 0) + 1);
  const shown = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, PALETTE_SIZE);
  const groups = new Set(shown.map(([key]) => key));
  const colors = colorIndexes(spec.series ?? "", split ? [...groups] : [], options.known);
  const colorOf = (group: string) => colorToken(groups.has(group) ? (colors.get(group) ?? 0) : OTHERS_COLOR);

  // Large points first, so that small ones lie on them.
  const drawn = size ? points.sort((a, b) => Math.abs(b.size ?? 0) - Math.abs(a.size ?? 0)) : points;
  const marks = drawn.map(
    (point): Mark => ({
      role: roleOf(keyOf(point.row[names.index])),
      shape: {
        type: "point",
        x: (point.x - xAxis.min) / (xAxis.max - xAxis.min),
        y: (yAxis.max - point.y) / (yAxis.max - yAxis.min),
        size:
          size && largest > 0
            ? Math.round(SMALLEST + Math.sqrt(Math.abs(point.size ?? 0) / largest) * (LARGEST - SMALLEST))
            : PLAIN,
      },
      color: colorOf(point.group),
      value: point.y,
      group: groups.has(point.group) ? point.group : OTHERS,
      ...keysOf(keyOf(point.row[names.index]), ...(split ? [point.group] : [])),
    }),
  );
  const entry = (key: string): LegendEntry => ({
    key,
    label: labelOf(key),
    role: roleOf(key),
    color: key === OTHERS ? colorToken(OTHERS_COLOR) : colorOf(key),
    value: null,
    share: null,
  });
  const measures = [x, y, ...(size ? [size] : [])];
  return {
    view: "marks",
    kind: "scatter",
    measure: measureOf(y.column),
    marks,
    x: { type: "values", axis: xAxis },
    y: { type: "values", axis: yAxis },
    axisNames: { x: x.column.label, y: y.column.label },
    legend: split ? [...groups, ...(counts.size > groups.size ? [OTHERS] : [])].map(entry) : [],
    scale: null,
    total: null,
    table: {
      columns: [
        { label: names.column.label, unit: "", numeric: false },
        ...(split ? [{ label: split.column.label, unit: "", numeric: false }] : []),
        ...measures.map(({ column }) => ({
          label: column.label,
          unit: unitOf(column.format, locale),
          numeric: true,
        })),
      ],
      rows: drawn.map(({ row, group }) => [
        cellOf(keyOf(row[names.index])),
        ...(split ? [cellOf(group)] : []),
        ...measures.map(({ index, column }) => writeCell(row[index], measureOf(column), locale)),
      ]),
    },
    leftOut: all.length > points.length ? { count: all.length - points.length, reason: "sampled" } : null,
    truncated: result.meta.truncated,
    locale,
  };
}
