/** Parts of a whole as areas, in one level or two: brands, and in each its products. */
import type { TreemapSpec } from "@/lib/chart/chart-spec";
import { colorIndexes } from "@/lib/chart/color-index";
import { colorToken } from "@/lib/chart/prepare/color-scale";
import {
  assertAdditive,
  type ChartOptions,
  cellOf,
  columnOf,
  keyOf,
  labelOf,
  measureOf,
  roleOf,
  toNumber,
  writeCell,
} from "@/lib/chart/prepare/read-result";
import { squarify } from "@/lib/chart/prepare/squarify";
import { type Mark, type MarkChart, OTHERS } from "@/lib/chart/prepared-chart";
import { formatNumber, unitOf } from "@/lib/format/format-number";
import type { Cell, Result } from "@/lib/query/result";

const MOST_MARKS = 150;
/** Sides of the box they are laid out in: charts are about twice as wide as high. */
const ASPECT = 2;

interface Leaf {
  outer: string;
  inner: string | null;
  cell: Cell;
  value: number;
}

/** The largest leaves, and in each group the rest as one. */
function foldSmall(leaves: Leaf[], nested: boolean): Leaf[] {
  const kept = leaves.slice(0, MOST_MARKS);
  const rest = new Map<string, number>();
  for (const { outer, value } of leaves.slice(MOST_MARKS)) {
    const group = nested ? outer : OTHERS;
    rest.set(group, (rest.get(group) ?? 0) + value);
  }
  return [
    ...kept,
    ...[...rest].map(
      ([outer, value]): Leaf => ({ outer, inner: nested ? OTHERS : null, cell: value, value }),
    ),
  ];
}

/** @throws AppError QUERY_001 for a measure whose values are no parts of a whole: ratios, averages. */
export function prepareTreemap(spec: TreemapSpec, result: Result, options: ChartOptions): MarkChart {
  const { locale } = options;
  const [outerName, innerName] = spec.by;
  const outer = columnOf(result, outerName ?? "");
  const inner = innerName === undefined ? null : columnOf(result, innerName);
  const { index, column } = columnOf(result, spec.measure);
  const measure = measureOf(column);
  assertAdditive(measure);

  const all = result.rows.map((row) => ({
    outer: keyOf(row[outer.index]),
    inner: inner ? keyOf(row[inner.index]) : null,
    cell: row[index] ?? null,
    value: toNumber(row[index]) ?? 0,
  }));
  const negative = all.filter(({ value }) => value < 0);
  const leaves = foldSmall(
    all.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value),
    inner !== null,
  );
  const whole = leaves.reduce((sum, { value }) => sum + value, 0);
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) groups.set(leaf.outer, [...(groups.get(leaf.outer) ?? []), leaf]);
  const sized = [...groups]
    .map(([key, own]) => ({ key, own, size: own.reduce((sum, { value }) => sum + value, 0) }))
    .sort((a, b) => b.size - a.size);
  const colors = colorIndexes(
    spec.by[0] ?? "",
    sized.map(({ key }) => key).filter((key) => key !== OTHERS),
    options.known,
  );

  const drawn: { leaf: Leaf; mark: Mark }[] = [];
  const boxes = squarify(
    sized.map(({ size }) => size),
    { x: 0, y: 0, w: ASPECT, h: 1 },
  );
  sized.forEach(({ key, own }, g) => {
    const box = boxes[g];
    if (!box) return;
    const ordered = own.sort((a, b) => b.value - a.value);
    squarify(
      ordered.map(({ value }) => value),
      box,
    ).forEach((rect, i) => {
      const leaf = ordered[i];
      if (!leaf) return;
      const named = leaf.inner ?? leaf.outer;
      const label = labelOf(named);
      drawn.push({
        leaf,
        mark: {
          role: roleOf(named),
          shape: {
            type: "rect",
            x0: rect.x / ASPECT,
            y0: rect.y,
            x1: (rect.x + rect.w) / ASPECT,
            y1: rect.y + rect.h,
          },
          color: key === OTHERS ? "line-ctl" : colorToken(colors.get(key) ?? 0),
          value: leaf.value,
          group: key,
          ...(label === null ? {} : { text: label }),
        },
      });
    });
  });
  const share = (value: number) =>
    formatNumber((value / whole) * 100, { style: "percent", decimals: 1 }, locale, { unit: true });
  return {
    view: "marks",
    kind: "treemap",
    measure,
    marks: drawn.map(({ mark }) => mark),
    x: null,
    y: null,
    axisNames: null,
    legend: inner
      ? sized.map(({ key }) => ({
          key,
          label: labelOf(key),
          role: roleOf(key),
          color: colorToken(colors.get(key) ?? 0),
          value: null,
          share: null,
        }))
      : [],
    scale: null,
    total: null,
    table: {
      columns: [
        { label: outer.column.label, unit: "", numeric: false },
        ...(inner ? [{ label: inner.column.label, unit: "", numeric: false }] : []),
        { label: measure.label, unit: unitOf(measure.format, locale), numeric: true },
        { label: "", unit: "", numeric: true, word: "share" as const },
      ],
      rows: [
        ...drawn.map(({ leaf }) => [
          cellOf(leaf.outer),
          ...(leaf.inner === null ? [] : [cellOf(leaf.inner)]),
          writeCell(leaf.cell, measure, locale),
          share(leaf.value),
        ]),
        ...negative.map((leaf) => [
          cellOf(leaf.outer),
          ...(leaf.inner === null ? [] : [cellOf(leaf.inner)]),
          writeCell(leaf.cell, measure, locale),
          formatNumber(null, undefined, locale),
        ]),
      ],
    },
    leftOut: negative.length > 0 ? { count: negative.length, reason: "negative" } : null,
    truncated: result.meta.truncated,
    locale,
  };
}
