/** Steps one after the other, each as wide as what is left: measures, or the values of a dimension. */
import type { FunnelSpec } from "@/lib/chart/chart-spec";
import {
  type ChartOptions,
  columnOf,
  keyOf,
  keysOf,
  labelOf,
  measureOf,
  roleOf,
  toNumber,
  writeCell,
} from "@/lib/chart/prepare/read-result";
import type { Mark, MarkChart, PreparedMeasure } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { formatNumber, unitOf } from "@/lib/format/format-number";
import type { Cell, Result } from "@/lib/query/result";

const MOST_STEPS = 20;

interface Step {
  label: string | null;
  role: Mark["role"];
  measure: PreparedMeasure;
  cell: Cell;
  key?: string;
}

function stepsOf(spec: FunnelSpec, result: Result): Step[] {
  const [first] = spec.measures;
  if (spec.by === undefined || first === undefined)
    return spec.measures.map((name) => {
      const { index, column } = columnOf(result, name);
      const measure = measureOf(column);
      return { label: measure.label, role: "value", measure, cell: result.rows[0]?.[index] ?? null };
    });
  const by = columnOf(result, spec.by).index;
  const { index, column } = columnOf(result, first);
  const measure = measureOf(column);
  return result.rows.map((row) => ({
    label: labelOf(keyOf(row[by])),
    role: roleOf(keyOf(row[by])),
    measure,
    cell: row[index] ?? null,
    key: keyOf(row[by]),
  }));
}

export function prepareFunnel(spec: FunnelSpec, result: Result, options: ChartOptions): MarkChart {
  const { locale } = options;
  const all = stepsOf(spec, result);
  const steps = all.slice(0, MOST_STEPS);
  const [head] = steps;
  const measure = head?.measure ?? measureOf(columnOf(result, spec.measures[0] ?? "").column);
  const values = steps.map(({ cell }) => toNumber(cell));
  const widest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const width = (i: number) => (widest > 0 ? Math.max(0, values[i] ?? 0) / widest : 0);
  const percent = (value: number | null | undefined, of: number | null | undefined) => {
    const part = value != null && of != null && of > 0 ? (value / of) * 100 : null;
    return formatNumber(part, { style: "percent", decimals: 1 }, locale, { unit: part !== null });
  };
  return {
    view: "marks",
    kind: "funnel",
    measure,
    marks: steps.map(({ role, measure: own, key }, i) => {
      const [above, below] = [width(i), i + 1 < steps.length ? Math.min(width(i), width(i + 1)) : width(i)];
      const value = values[i] ?? null;
      return {
        role,
        shape: {
          type: "trapezoid",
          x0: (1 - above) / 2,
          x1: (1 + above) / 2,
          x2: (1 - below) / 2,
          x3: (1 + below) / 2,
          y0: i / steps.length,
          y1: (i + 1) / steps.length,
        },
        color: "c1",
        value,
        group: "",
        ...(key === undefined ? {} : keysOf(key)),
        text:
          i === 0
            ? shortNumber(value, own.format, locale)
            : `${shortNumber(value, own.format, locale)} · ${percent(value, values[0])}`,
      };
    }),
    x: null,
    y: {
      type: "places",
      places: steps.map(({ label, role }, i) => ({ label, at: (i + 0.5) / steps.length, role })),
      time: false,
    },
    axisNames: null,
    legend: [],
    scale: null,
    total: null,
    table: {
      columns: [
        spec.by === undefined
          ? { label: "", unit: "", numeric: false, word: "step" as const }
          : { label: columnOf(result, spec.by).column.label, unit: "", numeric: false },
        { label: measure.label, unit: unitOf(measure.format, locale), numeric: true },
        { label: "", unit: "", numeric: true, word: "ofFirst" },
        { label: "", unit: "", numeric: true, word: "ofPrevious" },
      ],
      rows: steps.map(({ label, cell, measure: own }, i) => [
        label,
        writeCell(cell, own, locale),
        percent(values[i], values[0]),
        i === 0 ? formatNumber(null, undefined, locale) : percent(values[i], values[i - 1]),
      ]),
    },
    leftOut: all.length > steps.length ? { count: all.length - steps.length, reason: "small" } : null,
    truncated: result.meta.truncated,
    locale,
  };
}
