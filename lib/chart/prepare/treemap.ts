/** Parts of a whole as areas, in one level or two: brands, and in each its products. */
import type { TreemapSpec } from "@/lib/chart/chart-spec";
import { colorIndexes, OTHERS_COLOR, PALETTE_SIZE } from "@/lib/chart/color-index";
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
  toNumber,
  writeCell,
} from "@/lib/chart/prepare/read-result";
import { squarify } from "@/lib/chart/prepare/squarify";
import { type Mark, type MarkChart, OTHERS } from "@/lib/chart/prepared-chart";
import { formatNumber, unitOf } from "@/lib/format/format-number";
import type { Cell, Result } from "@/lib/query/result";

/** More are too small for a name. */
const MOST_MARKS = 80;
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

/** Areas in their order, those of a block together; what is hidden by the legend is left out before. */
export function layOutBlocks(marks: readonly Mark[]): Mark[] {
  const blocks = new Map<string, number[]>();
  marks.forEach(({ block }, i) => {
    const key = block ?? String(i);
    blocks.set(key, [...(blocks.get(key) ?? []), i]);
  });
  const sizeOf = (i: number) => marks[i]?.value ?? 0;
  const sizes = [...blocks.values()].map((own) => own.reduce((sum, i) => sum + sizeOf(i), 0));
  const boxes = squarify(sizes, { x: 0, y: 0, w: ASPECT, h: 1 });
  const rects = [...blocks.values()].flatMap((own, b) => {
    const box = boxes[b];
    const inside = box ? squarify(own.map(sizeOf), box) : [];
    return own.map((i, n) => [i, inside[n]] as const);
  });
  const laid = new Map(rects);
  return marks.map((mark, i) => {
    const rect = laid.get(i);
    if (!rect) return mark;
    const { x, y, w, h } = rect;
    return {
      ...mark,
      shape: { type: "rect", x0: x / ASPECT, y0: y, x1: (x + w) / ASPECT, y1: y + h },
    };
  });
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
  const sums = new Map<string, number>();
  for (const { outer: key, value } of leaves) sums.set(key, (sums.get(key) ?? 0) + value);
  const groups = [...sums].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([key]) => key);
  // More colours than the palette has would mean nothing: the largest have theirs, the rest is grey.
  const shown = groups.filter((key) => key !== OTHERS).slice(0, PALETTE_SIZE);
  const colors = colorIndexes(spec.by[0] ?? "", shown, options.known);
  const colorOf = (key: string) => colorToken(colors.get(key) ?? OTHERS_COLOR);
  const order = new Map(groups.map((key, i) => [key, i]));
  const drawn = leaves.toSorted(
    (a, b) => (order.get(a.outer) ?? 0) - (order.get(b.outer) ?? 0) || b.value - a.value,
  );
  const marks = drawn.map((leaf): Mark => {
    const named = leaf.inner ?? leaf.outer;
    const label = labelOf(named);
    return {
      role: roleOf(named),
      shape: { type: "rect", x0: 0, x1: 0, y0: 0, y1: 0 },
      color: colorOf(leaf.outer),
      value: leaf.value,
      group: shown.includes(leaf.outer) ? leaf.outer : OTHERS,
      ...(inner ? { block: leaf.outer } : {}),
      ...(label === null ? {} : { text: label }),
      ...keysOf(leaf.outer, ...(leaf.inner === null ? [] : [leaf.inner])),
    };
  });
  const share = (value: number) =>
    formatNumber((value / whole) * 100, { style: "percent", decimals: 1 }, locale, { unit: true });
  return {
    view: "marks",
    kind: "treemap",
    measure,
    marks: layOutBlocks(marks),
    x: null,
    y: null,
    axisNames: null,
    legend: inner
      ? [...shown, ...(groups.length > shown.length ? [OTHERS] : [])].map((key) => ({
          key,
          label: labelOf(key),
          role: roleOf(key),
          color: colorOf(key),
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
        ...drawn.map((leaf) => [
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
