/** Parts of a whole: the largest values of a dimension as slices, the rest as one. */
import type { PieSpec } from "@/lib/chart/chart-spec";
import { colorIndexes, OTHERS_COLOR } from "@/lib/chart/color-index";
import { colorToken } from "@/lib/chart/prepare/color-scale";
import {
  assertAdditive,
  type ChartOptions,
  cellOf,
  columnOf,
  keyOf,
  keysOf,
  labelOf,
  measureOf,
  roleOf,
  sumOf,
  toNumber,
  writeCell,
} from "@/lib/chart/prepare/read-result";
import { type LegendEntry, type Mark, type MarkChart, OTHERS } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { formatNumber, unitOf } from "@/lib/format/format-number";
import type { Cell, Result } from "@/lib/query/result";

const HOLE = 0.62;

interface Slice {
  key: string;
  cell: Cell;
  value: number | null;
}

/** Slices in their order, and "others": the query's own line, or those past `max` summed. */
function slicesOf(spec: PieSpec, result: Result): Slice[] {
  const by = columnOf(result, spec.by).index;
  const { index } = columnOf(result, spec.measure);
  const read = (row: Cell[], key: string): Slice => ({
    key,
    cell: row[index] ?? null,
    value: toNumber(row[index]),
  });
  const all = result.rows
    .map((row) => read(row, keyOf(row[by])))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const kept = all.slice(0, spec.maxSlices);
  const [given] = result.others?.rows ?? [];
  const rest = [
    ...all.slice(spec.maxSlices).map(({ value }) => value),
    ...(given ? [toNumber(given[index])] : []),
  ];
  if (rest.length === 0) return kept;
  const value = sumOf(rest);
  const alone = given && rest.length === 1;
  return [...kept, { key: OTHERS, cell: alone ? (given[index] ?? null) : value, value }];
}

/** The slices side by side around the circle, those hidden left out. */
export function layOutSlices(marks: readonly Mark[], hole: number): Mark[] {
  const whole = marks.reduce((sum, { value }) => sum + Math.max(0, value ?? 0), 0);
  let from = 0;
  return marks.map((mark) => {
    const to = whole > 0 ? from + Math.max(0, mark.value ?? 0) / whole : from;
    const shape = { type: "sector", from, to, inner: hole } as const;
    from = to;
    return { ...mark, shape };
  });
}

/** @throws AppError QUERY_001 for a measure whose values are no parts of a whole: ratios, averages. */
export function preparePie(spec: PieSpec, result: Result, options: ChartOptions): MarkChart {
  const measure = measureOf(columnOf(result, spec.measure).column);
  assertAdditive(measure);
  const { locale } = options;
  const all = slicesOf(spec, result);
  const drawn = all.filter(({ value }) => value !== null && value > 0);
  const undrawn = all.filter(({ value }) => value === null || value <= 0);
  const negative = undrawn.filter(({ value }) => value !== null && value < 0);
  const whole = sumOf(drawn.map(({ value }) => value));
  const colors = colorIndexes(
    spec.by,
    drawn.filter(({ key }) => key !== OTHERS).map(({ key }) => key),
    options.known,
  );
  const colorOf = (key: string) => colorToken(key === OTHERS ? OTHERS_COLOR : (colors.get(key) ?? 0));
  // Of a sum with negative parts, nothing is a share.
  const shareOf = (value: number | null) =>
    value !== null && value > 0 && whole && negative.length === 0 ? (value / whole) * 100 : null;
  const write = (share: number | null) =>
    formatNumber(share, { style: "percent", decimals: 1 }, locale, { unit: share !== null });

  const marks = drawn.map(
    ({ key, value }): Mark => ({
      role: roleOf(key),
      shape: { type: "sector", from: 0, to: 0, inner: 0 },
      color: colorOf(key),
      value,
      group: key,
      ...keysOf(key),
    }),
  );
  const legend = drawn.map(
    ({ key, value }): LegendEntry => ({
      key,
      label: labelOf(key),
      role: roleOf(key),
      color: colorOf(key),
      value: shortNumber(value, measure.format, locale),
      share: shareOf(value),
    }),
  );
  return {
    view: "marks",
    kind: spec.kind,
    measure,
    marks: layOutSlices(marks, spec.kind === "donut" ? HOLE : 0),
    x: null,
    y: null,
    axisNames: null,
    legend,
    scale: null,
    total: spec.kind === "donut" ? shortNumber(whole, measure.format, locale) : null,
    table: {
      columns: [
        { label: columnOf(result, spec.by).column.label, unit: "", numeric: false },
        { label: measure.label, unit: unitOf(measure.format, locale), numeric: true },
        { label: "", unit: "", numeric: true, word: "share" },
      ],
      rows: [...drawn, ...undrawn].map(({ key, cell, value }) => [
        cellOf(key),
        writeCell(cell, measure, locale),
        write(shareOf(value)),
      ]),
    },
    leftOut: negative.length > 0 ? { count: negative.length, reason: "negative" } : null,
    truncated: result.meta.truncated && !result.others,
    locale,
  };
}
