/** A chart as another kind of chart. Pure. */
import { chartFields } from "@/lib/chart/chart-fields";
import { type ChartKind, ChartSpec } from "@/lib/chart/chart-spec";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { isSwitchName } from "@/lib/editor/switch-fields";
import { suggestChart, type Unfit } from "@/lib/explore/suggest-chart";
import type { DimensionRef } from "@/lib/query/query";

type Info = Pick<DatasetInfo, "dimensions" | "measures"> & Pick<Partial<DatasetInfo>, "defaultTime">;

/** What a chart is made of, in order. */
export interface ChartParts {
  dimensions: readonly DimensionRef[];
  measures: readonly string[];
}

const nameOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : ref.name);

export function partsOf(chart: ChartSpec): ChartParts {
  const { dimensions, measures } = chartFields(chart);
  return {
    dimensions: dimensions.map(({ axis: { name, grain } }) => (grain ? { name, grain } : name)),
    measures: [...new Set(measures.map(({ name }) => name))],
  };
}

/** Several ways of choosing among the parts, those that keep most first; then with fields of the dataset beside them. */
function* attempts({ dimensions, measures }: ChartParts, info: Info): Generator<ChartParts> {
  const typeOf = (ref: DimensionRef) => info.dimensions.find(({ name }) => name === nameOf(ref))?.type;
  const isTime = (ref: DimensionRef) => typeOf(ref) === "date" || typeOf(ref) === "time";
  const [time] = [
    ...dimensions.filter(isTime),
    ...info.dimensions.filter(({ name }) => name === info.defaultTime).map(({ name }) => name),
    ...info.dimensions.filter(({ name }) => isTime(name)).map(({ name }) => name),
  ];
  const categories = [
    ...dimensions.filter((ref) => !isTime(ref)),
    ...info.dimensions
      .filter(({ name, type }) => type === "string" && !dimensions.some((ref) => nameOf(ref) === name))
      .map(({ name }) => name),
  ];
  const days = time === undefined ? [] : [{ name: nameOf(time), grain: "day" as const }];
  const own = [
    dimensions,
    ...dimensions.map((_, i) => dimensions.slice(0, dimensions.length - 1 - i)),
    ...dimensions.map((one) => [one]),
  ];
  const filled: DimensionRef[][] = [
    [...dimensions, ...categories.filter((one) => !dimensions.includes(one)).slice(0, 1)],
    categories.slice(0, 1),
    categories.slice(0, 2),
    time === undefined ? [] : [time],
    time === undefined ? [] : [time, ...categories.slice(0, 1)],
    days,
  ];
  const isSum = (name: string) => info.measures.find((one) => one.name === name)?.additive === true;
  const others = info.measures.map(({ name }) => name).filter((name) => !measures.includes(name));
  const sums = [...measures, ...others].filter(isSum).slice(0, 1);
  const lists = [
    measures,
    [...measures.filter(isSum), ...measures.filter((name) => !isSum(name))],
    [...measures, ...others.slice(0, 1)],
    [...new Set([...sums, ...measures])],
  ];
  for (const chosen of [...own, ...filled])
    for (const list of lists) yield { dimensions: chosen, measures: list };
}

/** A chart of that kind of these fields, of others of the dataset where they do not do; or why there is none. */
export function buildChart(kind: ChartKind, parts: ChartParts, info: Info): ChartSpec | Unfit {
  let reason: Unfit = "needsMeasure";
  let first = true;
  for (const attempt of attempts(parts, info)) {
    const option = suggestChart(attempt, info).options.find((one) => one.kind === kind);
    if (option?.draws && option.draws.spec.kind !== "kpi") return plainSwitches(option.draws.spec);
    if (first && option?.unfit) reason = option.unfit;
    first = false;
  }
  return reason;
}

/** Switches come with the grain of their option: said at the axis it would win over them. */
function plainSwitches(spec: ChartSpec): ChartSpec {
  const plain = <T extends { name: string }>(axis: T) =>
    isSwitchName(axis.name) ? { name: axis.name } : axis;
  return {
    ...spec,
    ...("x" in spec && typeof spec.x === "object" ? { x: plain(spec.x) } : {}),
    ...("y" in spec && typeof spec.y === "object" ? { y: plain(spec.y) } : {}),
  } as ChartSpec;
}

const EXTRAS = ["references", "annotations", "overlay"];
const SERIES = ["stack", "top", "maxSeries", ...EXTRAS];
/** What of a kind is no field of the dataset. */
const OPTIONS: Readonly<Record<ChartKind, readonly string[]>> = {
  bar: [...SERIES, "horizontal"],
  line: SERIES,
  area: SERIES,
  combo: ["lineAxis", ...EXTRAS],
  pie: ["maxSlices"],
  donut: ["maxSlices"],
  scatter: [],
  heatmap: [],
  calendar: [],
  treemap: [],
  funnel: [],
  waterfall: ["total"],
  histogram: ["bins", "references"],
};

const isSeries = (kind: ChartKind): kind is "bar" | "line" | "area" =>
  kind === "bar" || kind === "line" || kind === "area";

/** The options of one chart for another, where it has them too. */
function carryOptions(from: ChartSpec, to: ChartSpec, info: Info): ChartSpec {
  const next: Record<string, unknown> = { ...to };
  for (const key of OPTIONS[to.kind]) {
    if (!OPTIONS[from.kind].includes(key)) continue;
    const value: unknown = Reflect.get(from, key);
    if (value === undefined) delete next[key];
    else next[key] = value;
  }
  if ("x" in from && "x" in to && typeof from.x === "object" && typeof to.x === "object") {
    if (from.x.name === to.x.name) next.x = from.x;
    const { name } = to.x;
    const type = info.dimensions.find((one) => one.name === name)?.type;
    if (type !== "date" && type !== "time") delete next.overlay;
  }
  // Which axis a line belongs to only a combination knows.
  if (to.kind !== "combo" && "references" in from && next.references)
    next.references = from.references?.map(({ axis: _, ...line }) => line);
  return ChartSpec.parse(next);
}

/**
 * The chart as another kind: it keeps what fits, fields and options, and takes from the dataset what the kind needs besides. A reason
 * where the dataset lacks that.
 */
export function changeKind(chart: ChartSpec, kind: ChartKind, info: Info): ChartSpec | Unfit {
  if (chart.kind === kind) return chart;
  if ((chart.kind === "pie" || chart.kind === "donut") && (kind === "pie" || kind === "donut"))
    return { ...chart, kind };
  if (isSeries(chart.kind) && isSeries(kind)) {
    const { horizontal, ...rest } = chart as Extract<ChartSpec, { kind: "bar" | "line" | "area" }>;
    return { ...rest, kind, ...(kind === "bar" && horizontal !== undefined ? { horizontal } : {}) };
  }
  const built = buildChart(kind, partsOf(chart), info);
  return typeof built === "string" ? built : carryOptions(chart, built, info);
}
