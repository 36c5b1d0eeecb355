/** Bars of some measures and lines of others, on one axis or two. */
import type { ComboSpec } from "@/lib/chart/chart-spec";
import { colorIndexes } from "@/lib/chart/color-index";
import { annotationsOf, referencesOf } from "@/lib/chart/prepare/draw-beside";
import { categoriesOf, grainOf, isTime } from "@/lib/chart/prepare/places";
import {
  type ChartOptions,
  columnOf,
  exactOf,
  keyOf,
  measureOf,
  NONE,
  sumOf,
  toNumber,
} from "@/lib/chart/prepare/read-result";
import { samplePlaces } from "@/lib/chart/prepare/sample-places";
import { scaleAxes } from "@/lib/chart/prepare/scale-axes";
import type { AxisChart, PreparedSeries } from "@/lib/chart/prepared-chart";
import { AppError } from "@/lib/errors";
import type { Cell, Result } from "@/lib/query/result";

export function prepareCombo(spec: ComboSpec, result: Result, options: ChartOptions): AxisChart {
  const x = columnOf(result, spec.x.name);
  const [first] = spec.bars;
  if (first === undefined) throw new AppError("INTERNAL");
  const rows = new Map<string, Cell[]>();
  for (const row of result.rows) {
    const key = keyOf(row[x.index]);
    if (rows.has(key)) throw new AppError("QUERY_001", { key: "chartTooFine", values: { name: first } });
    rows.set(key, row);
  }
  const categories = categoriesOf(x.column, [...rows.keys()], options);
  const places = categories.map(({ key }) => rows.get(key ?? NONE));
  const drawn = samplePlaces(
    [...spec.bars, ...spec.lines].map((name) => {
      const { index } = columnOf(result, name);
      return { ...EMPTY, values: places.map((row) => toNumber(row?.[index])) };
    }),
    categories.length,
  );
  const kept = drawn ? drawn.map((i) => places[i]) : places;
  const colors = colorIndexes("\u0000measure", [...spec.bars, ...spec.lines]);

  const read = (name: string, mark: "bar" | "line", part?: "previous"): PreparedSeries => {
    const { column } = columnOf(result, name);
    const { index } = part ? columnOf(result, `${name}__previous`) : columnOf(result, name);
    const values = kept.map((row) => toNumber(row?.[index]));
    const exact = kept.flatMap((row, i) => {
      const digits = exactOf(row?.[index]);
      return digits === null ? [] : [[i, digits] as const];
    });
    return {
      key: part ? `\u0000previous ${name}` : `${mark} ${name}`,
      label: column.label,
      role: part ?? "measure",
      mark: part ? "line" : mark,
      axis: mark === "line" ? spec.lineAxis : "left",
      ...(column.format ? { format: column.format } : {}),
      values,
      ...(exact.length > 0 ? { exact: Object.fromEntries(exact) } : {}),
      sum: column.additive ? sumOf(places.map((row) => toNumber(row?.[index]))) : null,
      share: null,
      color: colors.get(name) ?? 0,
    };
  };
  const both = [
    ...spec.bars.map((name) => [name, "bar"] as const),
    ...spec.lines.map((name) => [name, "line"] as const),
  ];
  const series = both.map(([name, mark]) => read(name, mark));
  const compared = both.filter(
    ([name]) =>
      spec.overlay !== undefined && result.columns.some((column) => column.name === `${name}__previous`),
  );
  const picked = drawn ? drawn.flatMap((i) => categories.slice(i, i + 1)) : categories;
  const time = isTime(x.column);
  const grain = grainOf(x.column);
  return scaleAxes({
    view: "axes",
    kind: "combo",
    stack: "none",
    horizontal: false,
    measure: measureOf(columnOf(result, first).column),
    x: { name: x.column.name, label: x.column.label, time, ...(time && grain ? { grain } : {}) },
    splitLabel: null,
    categories: picked,
    series: [...series, ...compared.map(([name, mark]) => read(name, mark, "previous"))],
    references: referencesOf(spec.references, series, picked.length, false, options.locale),
    annotations: annotationsOf(spec.annotations, picked, time, options.locale, options.range?.to),
    leftOut: 0,
    sampledFrom: drawn ? categories.length : null,
    truncated: result.meta.truncated,
    locale: options.locale,
  });
}

const EMPTY: PreparedSeries = {
  key: "",
  label: null,
  role: "measure",
  mark: "line",
  axis: "left",
  values: [],
  sum: null,
  share: null,
  color: 0,
};
