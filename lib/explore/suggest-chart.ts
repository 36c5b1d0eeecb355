/** Which charts can draw a question, and which of them suits it best. Pure. */
import type { ChartSpec } from "@/lib/chart/chart-spec";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { type ChartParts, chartOption, type DrawnSpec } from "@/lib/explore/chart-options";
import type { DimensionRef } from "@/lib/query/query";

export const CHART_CHOICES = [
  "kpi",
  "line",
  "area",
  "bar",
  "combo",
  "pie",
  "donut",
  "scatter",
  "heatmap",
  "calendar",
  "treemap",
  "funnel",
  "waterfall",
  "histogram",
] as const satisfies readonly (ChartSpec["kind"] | "kpi")[];
export type ChartChoice = (typeof CHART_CHOICES)[number];

/** Why a kind can't draw a question; keys of `explore.unfit`. */
export type Unfit =
  | "needsMeasure"
  | "noDimension"
  | "needsDimension"
  | "oneDimension"
  | "twoDimensions"
  | "needsTime"
  | "needsDays"
  | "needsCategory"
  | "twoMeasures"
  | "needsSum"
  | "manyParts"
  | "steps";

/** A kind, and what it would draw or why it can't. */
export type ChartOption =
  | { kind: ChartChoice; draws: DrawnSpec; unfit: null }
  | { kind: ChartChoice; draws: null; unfit: Unfit };

export interface ChartQuestion {
  /** Of the rows and across, as the question names them. */
  dimensions: readonly DimensionRef[];
  /** In order; comparisons left out. */
  measures: readonly string[];
  /** How many values the only dimension has; null while that is unknown. */
  parts?: number | null;
  /** Whether an earlier period is asked for too. */
  compared?: boolean;
  /** Places at most, where somebody has chosen. */
  top?: number | null;
}

export interface ChartSuggestion {
  /** Null where no chart can draw it. */
  suits: ChartChoice | null;
  options: ChartOption[];
}

/** Past so many values a bar beside a line each is no longer read one by one: their relation is what one sees. */
const FEW_PLACES = 12;

function best({ times, categories, measures, parts }: ChartParts): ChartChoice {
  const count = times.length + categories.length;
  if (count === 0) return "kpi";
  if (count === 1 && times.length === 1) return measures.length > 1 ? "combo" : "line";
  if (count === 1 && measures.length > 1)
    return measures.length < 4 && (parts === null || parts > FEW_PLACES) ? "scatter" : "combo";
  if (count === 1) return "bar";
  return times.length > 0 ? "line" : "heatmap";
}

/**
 * Time runs along a line, one category is bars, two measures of many values are points, of few a combination; a category by
 * another is a heatmap, no dimension the numbers themselves. Pies are there for few parts and never the first choice.
 */
export function suggestChart(
  question: ChartQuestion,
  { dimensions, measures }: Pick<DatasetInfo, "dimensions" | "measures">,
): ChartSuggestion {
  const axes = question.dimensions.flatMap((ref) => {
    const name = typeof ref === "string" ? ref : ref.name;
    const info = dimensions.find((one) => one.name === name);
    if (!info) return [];
    const isTime = info.type === "date" || info.type === "time";
    const grain = typeof ref === "string" ? undefined : ref.grain;
    return [{ isTime, axis: isTime ? { name, grain: grain ?? ("day" as const) } : { name } }];
  });
  const parts: ChartParts = {
    times: axes.filter(({ isTime }) => isTime).map(({ axis }) => axis),
    categories: axes.filter(({ isTime }) => !isTime).map(({ axis }) => axis.name),
    measures: question.measures.flatMap((name) => measures.find((one) => one.name === name) ?? []),
    parts: question.parts ?? null,
    compared: question.compared ?? false,
    top: question.top ?? null,
  };
  const options = CHART_CHOICES.map((kind): ChartOption => {
    const option = chartOption(kind, parts);
    return typeof option === "string"
      ? { kind, draws: null, unfit: option }
      : { kind, draws: option, unfit: null };
  });
  const fits = (kind: ChartChoice) => options.some((one) => one.kind === kind && one.draws !== null);
  const wanted = best(parts);
  const suits = fits(wanted) ? wanted : (options.find(({ draws }) => draws !== null)?.kind ?? null);
  return { suits, options };
}

/** The option in force: the chosen kind where it fits, else the one that suits; null where none does. */
export function chosenChart(
  { suits, options }: ChartSuggestion,
  kind: ChartChoice | null,
): Extract<ChartOption, { unfit: null }> | null {
  const of = (wanted: ChartChoice | null) =>
    options.find(
      (one): one is Extract<ChartOption, { unfit: null }> => one.kind === wanted && one.draws !== null,
    );
  return of(kind) ?? of(suits) ?? null;
}
