/** Decides what a chart shows; `toECharts` and the components only draw it. */
import type { ChartSpec } from "@/lib/chart/chart-spec";
import { prepareSeries } from "@/lib/chart/prepare/axis-series";
import { prepareCalendar } from "@/lib/chart/prepare/calendar";
import { prepareCombo } from "@/lib/chart/prepare/combo";
import { prepareFunnel } from "@/lib/chart/prepare/funnel";
import { prepareHeatmap } from "@/lib/chart/prepare/heatmap";
import { prepareHistogram } from "@/lib/chart/prepare/histogram";
import { preparePie } from "@/lib/chart/prepare/pie";
import type { ChartOptions } from "@/lib/chart/prepare/read-result";
import { prepareScatter } from "@/lib/chart/prepare/scatter";
import { prepareTreemap } from "@/lib/chart/prepare/treemap";
import { prepareWaterfall } from "@/lib/chart/prepare/waterfall";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import type { Result } from "@/lib/query/result";

/**
 * Turns a query's result into a chart ready to draw: serialisable, in the reader's language and units.
 * @param result of the widget's query (`widgetQueries`).
 * @throws AppError QUERY_001 when the result lacks a column of the spec or can't be drawn as its kind.
 */
export function prepareChart(spec: ChartSpec, result: Result, options: ChartOptions): PreparedChart {
  switch (spec.kind) {
    case "bar":
    case "line":
    case "area":
      return prepareSeries(spec, result, options);
    case "combo":
      return prepareCombo(spec, result, options);
    case "histogram":
      return prepareHistogram(spec, result, options);
    case "pie":
    case "donut":
      return preparePie(spec, result, options);
    case "scatter":
      return prepareScatter(spec, result, options);
    case "heatmap":
      return prepareHeatmap(spec, result, options);
    case "calendar":
      return prepareCalendar(spec, result, options);
    case "treemap":
      return prepareTreemap(spec, result, options);
    case "funnel":
      return prepareFunnel(spec, result, options);
    case "waterfall":
      return prepareWaterfall(spec, result, options);
  }
}
