import "server-only";
import { cache } from "react";
import { NewerAnswer } from "@/components/dashboard/newer-answer";
import { WidgetFailure } from "@/components/dashboard/widget-failure";
import { type PreparedWidget, WidgetView } from "@/components/dashboard/widget-view";
import type { TableWidgetProps } from "@/components/table/table-widget";
import type { TableAnswer } from "@/components/table/use-table-rows";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { chartFields } from "@/lib/chart/chart-fields";
import { dimSeries } from "@/lib/chart/mark-keys";
import { prepareChart } from "@/lib/chart/prepare-chart";
import { prepareKpi } from "@/lib/chart/prepare-kpi";
import { askWidget } from "@/lib/dashboards/ask-widget";
import { asksData } from "@/lib/dashboards/asks-data";
import type { ControlState } from "@/lib/dashboards/control-state";
import { type CrossFilter, chosenValues, isChosenOn } from "@/lib/dashboards/cross-filter";
import type { Box } from "@/lib/dashboards/layout";
import type { ChartWidget, TableWidget, Widget } from "@/lib/dashboards/schema";
import type { QueryPart } from "@/lib/dashboards/widget-query";
import { getDataset } from "@/lib/datasets/get-dataset";
import { errorBody } from "@/lib/error-message";
import { AppError } from "@/lib/errors";
import { localText } from "@/lib/format/format";
import { log } from "@/lib/log";
import { listValues } from "@/lib/query/list-values";
import { resolveDay } from "@/lib/query/relative-date";
import type { Result } from "@/lib/query/result";
import type { RunQueryOptions } from "@/lib/query/run-query";
import { requestContext } from "@/lib/request-context";
import { Slots } from "@/lib/sources/slots";
import { readFormats } from "@/lib/table/format-param";
import { resolveConfig } from "@/lib/table/resolve-config";
import { parseTableState } from "@/lib/table/search-params";
import type { TableConfig } from "@/lib/table/table-config";
import { countQuery, rowTotal } from "@/lib/table/table-query";
import { type LineQuery, rootQuery, scrolls } from "@/lib/table/table-tree";
import { readerLeft, type WidgetQuestions, widgetQuestions } from "./widget-questions";

export interface WidgetBodyProps {
  viewer: Viewer;
  /** As the switches have it. */
  widget: Widget;
  title: string;
  box: Box;
  controls: ControlState;
  /** What is chosen on the page's widgets. */
  chosen: readonly CrossFilter[];
  /** Of a table: dashboard default ← view. */
  saved: TableConfig;
  /** The page's address, for the tables' state. */
  params: URLSearchParams;
  now: Date;
}

/** So many of a page's widgets ask at once, the first ones first: a page with many leaves room in the source's line to others. */
const AT_ONCE = 4;
const pageLine = cache(() => new Slots(AT_ONCE, Number.POSITIVE_INFINITY));

/** One widget's data and drawing. Its failure is its own: said here, in the reader's language, with the log's id. */
export async function WidgetBody(props: WidgetBodyProps) {
  const { viewer, widget, title, box } = props;
  const staleMinutes = "staleMinutes" in widget ? widget.staleMinutes : undefined;
  const questions = widgetQuestions(viewer, props.now, staleMinutes);
  const asked = asksData(widget)
    ? pageLine().run(() => prepare(props, questions), readerLeft())
    : prepare(props, questions);
  const prepared = await asked.catch((error: unknown) => failureOf(error, viewer));
  if ("message" in prepared) return <WidgetFailure {...prepared} compact={widget.type === "kpi"} />;
  const stale = questions.stale();
  return (
    <div data-widget-ready={widget.id} data-print="body" className="h-full">
      <WidgetView widget={prepared} title={title} box={box} />
      {stale ? <NewerAnswer {...stale} timezone={viewer.timezone} /> : null}
    </div>
  );
}

/** A failure in words. @throws what is no AppError: the widget's boundary catches it, Next logs it. */
function failureOf(
  error: unknown,
  viewer: Viewer,
): { code: string; message: string; detail?: string; id: string } {
  if (!(error instanceof AppError)) throw error;
  const id = requestContext()?.id ?? viewer.request.id;
  if (error.status >= 500) log.error({ err: error, requestId: id }, "widget failed");
  const { code, message, details } = errorBody(error, viewer.locale);
  const detail = details?.fields
    ?.map((field) => (field.message === message ? field.path : `${field.path}: ${field.message}`))
    .join(" · ");
  return { code, message, ...(detail ? { detail } : {}), id };
}

async function prepare(props: WidgetBodyProps, questions: WidgetQuestions): Promise<PreparedWidget> {
  const { viewer, chosen, now } = props;
  const { locale, timezone } = viewer;
  if (props.widget.type === "text") {
    const { text, title } = props.widget;
    return { type: "text", text: localText(text, locale), titled: title !== undefined };
  }
  if (props.widget.type === "section") return { type: "section" };
  const dataset = await getDataset(viewer, props.widget.dataset);
  const { widget, controls, queries, table } = askWidget(props.widget, {
    controls: props.controls,
    chosen,
    dataset,
    clock: { now, timezone, calendar: viewer },
  });
  if (widget.type === "table") {
    if (!table) throw new AppError("INTERNAL");
    return prepareTable({ ...props, widget }, table, questions);
  }

  const [known, answers] = await Promise.all([
    widget.type === "chart" ? knownSeries(viewer, widget, questions.options) : [],
    Promise.all(queries.map(async ({ part, query }) => [part, await questions.ask(query)] as const)),
  ]);
  const answer = (part: QueryPart): Result | null => answers.find(([name]) => name === part)?.[1] ?? null;
  const range = dayRange(controls, now, viewer);
  const drawing = { locale, timezone, ...(range ? { range } : {}) };
  if (widget.type === "kpi") {
    const total = answer("total");
    if (!total) throw new AppError("INTERNAL");
    return {
      type: "kpi",
      kpis: prepareKpi(total, answer("trend"), {
        ...drawing,
        ...(widget.goals ? { goals: widget.goals } : {}),
      }),
    };
  }
  const result = answer("chart");
  if (!result) throw new AppError("INTERNAL");
  const weekStart = viewer.weekStart === 0 ? 0 : 1;
  const prepared = prepareChart(widget.chart, result, {
    ...drawing,
    known,
    weekStart,
    compare: controls.compare,
  });
  const chart = dimSeries(prepared, chosenSeries(widget, chosen));
  // What is brushed is put into the date control: it must be of that control's dimension.
  const dates = controls.range?.locked ? null : controls.range;
  const zoomable = dates !== null && chart.view === "axes" && chart.x.name === dates.name;
  return { type: "chart", id: widget.id, chart, zoom: zoomable ? timezone : null };
}

/** The values of its series that are chosen on a chart: the others are drawn pale. */
function chosenSeries({ id, chart }: ChartWidget, filters: readonly CrossFilter[]) {
  const split = chartFields(chart).dimensions[1]?.axis.name;
  const own = filters.find((filter) => isChosenOn(filter, id))?.conditions;
  return own ? chosenValues(own, split) : null;
}

/** All values a chart may colour, whatever the filters: with them a value has its colour on every chart. */
async function knownSeries(
  viewer: Viewer,
  { dataset, chart }: ChartWidget,
  options: RunQueryOptions,
): Promise<string[]> {
  const { colored } = chartFields(chart);
  if (colored === undefined) return [];
  const { values } = await listValues(viewer, dataset, colored, { limit: 100 }, options);
  return values.map(String);
}

async function prepareTable(
  { viewer, widget, saved, params }: WidgetBodyProps & { widget: TableWidget },
  source: Pick<TableWidgetProps, "base" | "columns" | "hierarchies">,
  questions: WidgetQuestions,
): Promise<PreparedWidget> {
  const formats = can(viewer, "view.format") ? readFormats : null;
  const state = parseTableState(params, widget.id, source.columns, formats);
  const config = resolveConfig(saved, state.config);
  const root = rootQuery(source, config, state);
  const initial = await beginTable(viewer, config, root, questions);
  const { locale, timezone } = viewer;
  return { type: "table", id: widget.id, ...source, saved, initial, locale, timezone };
}

/** What a table begins with. It asks again by itself: its failure is handed on, with the rest of it in place. */
export const beginTable = (
  viewer: Viewer,
  config: TableConfig,
  root: LineQuery,
  questions: WidgetQuestions,
): Promise<TableAnswer> =>
  answerTable(questions, root, !scrolls(config, root)).catch((error: unknown) => {
    const { code, message, detail, id } = failureOf(error, viewer);
    return {
      query: root.query,
      result: null,
      total: null,
      error: { code, message: detail ? `${message} (${detail})` : message, id },
    };
  });

/** @param counts false where all rows are read later, and counted then */
async function answerTable(
  { ask }: WidgetQuestions,
  { query }: LineQuery,
  counts: boolean,
): Promise<TableAnswer> {
  const result = await ask(query);
  const seen = rowTotal({ rows: result.rows.length, truncated: result.meta.truncated }, query.offset ?? 0);
  // Folded lines are counted where they are read.
  if (query.limit === 0 || !counts) return { query, result, total: null, error: null };
  const total = seen ?? (await ask(countQuery(query))).rows.length;
  return { query, result, total, error: null };
}

function dayRange({ range }: ControlState, now: Date, viewer: Viewer) {
  const from = range && resolveDay(range.from, "from", now, viewer.timezone, viewer);
  const to = range && resolveDay(range.to, "to", now, viewer.timezone, viewer);
  return from && to ? { from, to } : null;
}
