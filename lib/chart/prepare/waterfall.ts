/** What adds to a sum and what takes from it, one after the other, and what it comes to. */
import type { WaterfallSpec } from "@/lib/chart/chart-spec";
import { categoriesOf, isTime } from "@/lib/chart/prepare/places";
import {
  assertAdditive,
  type ChartOptions,
  columnOf,
  keyOf,
  measureOf,
  NONE,
  sumOf,
  toNumber,
  writeCell,
} from "@/lib/chart/prepare/read-result";
import { type Mark, type MarkChart, OTHERS } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { valueAxis } from "@/lib/chart/value-axis";
import { formatNumber, unitOf } from "@/lib/format/format-number";
import type { Cell, Result } from "@/lib/query/result";

const MOST_STEPS = 60;
/** Bars fill this part of their place; so few steps have room for their numbers. */
const BAR = 0.7;
const MOST_WRITTEN = 12;

/** Up is good news of sales, bad of costs; where neither is known, colours say the direction only. */
const COLORS = { up: ["pos", "neg"], down: ["neg", "pos"], none: ["c1", "c4"] } as const;

interface Step {
  role: Mark["role"];
  /** Of the place it is; what sums up has none. */
  key?: string | null;
  label: string | null;
  title: string | null;
  cell: Cell;
  from: number;
  to: number;
  value: number | null;
}

/** @throws AppError QUERY_001 for a measure that does not add up. */
export function prepareWaterfall(spec: WaterfallSpec, result: Result, options: ChartOptions): MarkChart {
  const { locale } = options;
  const x = columnOf(result, spec.x.name);
  const { index, column } = columnOf(result, spec.measure);
  const measure = measureOf(column);
  assertAdditive(measure);
  const cells = new Map<string, Cell>(result.rows.map((row) => [keyOf(row[x.index]), row[index] ?? null]));
  const categories = categoriesOf(x.column, [...cells.keys()], options);

  let sum = 0;
  const steps = categories.slice(0, MOST_STEPS).map(({ key, label, title }): Step => {
    const cell = cells.get(key ?? NONE) ?? null;
    const value = toNumber(cell);
    const from = sum;
    sum += value ?? 0;
    return { role: key === null ? "none" : "value", key, label, title, cell, from, to: sum, value };
  });
  // What has no bar of its own still counts: the total is of all.
  const rest = categories.slice(MOST_STEPS).map(({ key }) => toNumber(cells.get(key ?? NONE)));
  if (rest.length > 0) {
    const value = sumOf(rest);
    const from = sum;
    sum += value ?? 0;
    steps.push({ role: "others", label: null, title: null, cell: value, from, to: sum, value });
  }
  const known = steps.some(({ value }) => value !== null);
  if (spec.total && known)
    steps.push({ role: "total", label: null, title: null, cell: sum, from: 0, to: sum, value: sum });

  const ends = steps.flatMap(({ from, to }) => [from, to]);
  const y = valueAxis(Math.min(0, ...ends), Math.max(0, ...ends), true, measure.format, locale);
  const at = (value: number) => (y.max - value) / (y.max - y.min);
  const [rise, fall] = COLORS[column.good ?? "none"];
  const count = steps.length;
  return {
    view: "marks",
    kind: "waterfall",
    measure,
    marks: steps.map(({ role, key, from, to, value }, i) => ({
      role,
      shape: {
        type: "rect",
        x0: (i + (1 - BAR) / 2) / count,
        x1: (i + (1 + BAR) / 2) / count,
        y0: Math.min(at(from), at(to)),
        y1: Math.max(at(from), at(to)),
      },
      color: role === "total" ? "c7" : (value ?? 0) >= 0 ? rise : fall,
      value,
      group: "",
      ...(key === undefined ? {} : { keys: [key] }),
      ...(count <= MOST_WRITTEN ? { text: shortNumber(value, measure.format, locale) } : {}),
    })),
    x: {
      type: "places",
      places: steps.map(({ label, role }, i) => ({ label, at: (i + 0.5) / count, role })),
      time: isTime(x.column),
    },
    y: { type: "values", axis: y },
    axisNames: null,
    legend: [],
    scale: null,
    total: null,
    table: {
      columns: [
        { label: x.column.label, unit: "", numeric: false },
        { label: measure.label, unit: unitOf(measure.format, locale), numeric: true },
        { label: "", unit: unitOf(measure.format, locale), numeric: true, word: "running" },
      ],
      rows: steps.map(({ role, title, cell, to }) => [
        role === "others" ? OTHERS : title,
        writeCell(cell, measure, locale),
        formatNumber(to, measure.format, locale),
      ]),
    },
    leftOut: null,
    truncated: result.meta.truncated,
    locale,
  };
}
