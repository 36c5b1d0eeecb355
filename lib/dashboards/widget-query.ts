/** What a widget asks, as queries: names only. Pure. */
import { chartQuery } from "@/lib/dashboards/chart-query";
import { heardBy } from "@/lib/dashboards/control-reach";
import { type ControlState, controlFilters } from "@/lib/dashboards/control-state";
import type { ChartWidget, DataWidget, KpiWidget, TableWidget, Widget } from "@/lib/dashboards/schema";
import type { QueryInput } from "@/lib/query/query";
import type { TableConfig } from "@/lib/table/table-config";
import { tableQuery } from "@/lib/table/table-query";

/** `total`: a KPI's values; `trend`: its sparkline, by day; `chart` and `rows`: what those widgets draw. */
export type QueryPart = "total" | "trend" | "chart" | "rows";

export interface WidgetQuery {
  part: QueryPart;
  query: QueryInput;
}

export interface WidgetQueryOptions {
  /** A table's configuration as resolved from default, view and URL; default: the widget's own. */
  config?: TableConfig;
  /** A table's page, from 1. */
  page?: number;
  /** Names of the dataset's dimensions: where given, a date range on another dimension is left out. */
  dimensions?: ReadonlySet<string>;
}

/** Thirteen years of days. */
const MOST_TREND_POINTS = 5_000;

function base(widget: DataWidget, controls: ControlState, options: WidgetQueryOptions): QueryInput {
  const { range } = controls;
  const applies = range && (options.dimensions?.has(range.name) ?? true);
  return {
    dataset: widget.dataset,
    filters: [...widget.filters, ...controlFilters(controls, widget.dataset)],
    ...(applies ? { time: { name: range.name, from: range.from, to: range.to } } : {}),
  };
}

function kpiQueries(widget: KpiWidget, controls: ControlState, options: WidgetQueryOptions): WidgetQuery[] {
  const question = base(widget, controls, options);
  const { time } = question;
  const compare = time && controls.compare ? { compare: controls.compare } : {};
  const total: WidgetQuery = {
    part: "total",
    query: { ...question, measures: widget.measures, ...compare, limit: 1 },
  };
  if (!time) return [total];
  return [
    total,
    {
      part: "trend",
      query: {
        ...question,
        dimensions: [{ name: time.name, grain: "day" }],
        measures: widget.measures,
        ...compare,
        sort: [{ column: time.name, direction: "asc" }],
        limit: MOST_TREND_POINTS,
      },
    },
  ];
}

function chartQueries(
  widget: ChartWidget,
  controls: ControlState,
  options: WidgetQueryOptions,
): WidgetQuery[] {
  return [{ part: "chart", query: chartQuery(widget.chart, base(widget, controls, options), controls) }];
}

function tableQueries(
  widget: TableWidget,
  controls: ControlState,
  options: WidgetQueryOptions,
): WidgetQuery[] {
  const question = base(widget, controls, options);
  const compare = question.time && controls.compare ? { compare: controls.compare } : {};
  const asked = {
    ...question,
    dimensions: widget.dimensions,
    measures: widget.config.metrics ?? [],
    ...compare,
  };
  return [{ part: "rows", query: tableQuery(asked, options.config ?? widget.config, options.page ?? 1) }];
}

/**
 * The queries a widget needs under the controls' state: a KPI its totals (compared) and, with a date range, its days;
 * a chart and a table one each; a text none. A filter reaches only widgets of its dataset that do not ignore it.
 * @param widget as `applySwitches` gave it
 */
export function widgetQueries(
  widget: Widget,
  state: ControlState,
  options: WidgetQueryOptions = {},
): WidgetQuery[] {
  const controls = heardBy(widget, state);
  switch (widget.type) {
    case "kpi":
      return kpiQueries(widget, controls, options);
    case "chart":
      return chartQueries(widget, controls, options);
    case "table":
      return tableQueries(widget, controls, options);
    case "text":
    case "section":
      return [];
  }
}
