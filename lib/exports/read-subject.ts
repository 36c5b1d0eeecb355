import "server-only";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { askWidget } from "@/lib/dashboards/ask-widget";
import { asksData } from "@/lib/dashboards/asks-data";
import { conditionTexts } from "@/lib/dashboards/condition-text";
import { DATE_NAME } from "@/lib/dashboards/control-kinds";
import { unreachedBy } from "@/lib/dashboards/control-reach";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";
import { conditionsFor } from "@/lib/dashboards/cross-query";
import { describeControls } from "@/lib/dashboards/describe-controls";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { type DashboardState, readState } from "@/lib/dashboards/read-state";
import type { DataWidget } from "@/lib/dashboards/schema";
import { stateNotices, unfilteredText } from "@/lib/dashboards/state-notices";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { getDataset } from "@/lib/datasets/get-dataset";
import { AppError, notFound } from "@/lib/errors";
import { exploreConfig, exploreSource, hasFields, parseExplore } from "@/lib/explore/explore-state";
import { exploreChart, exploreCharts } from "@/lib/explore/explore-widget";
import type { ExportSubject } from "@/lib/exports/export-request";
import type { ExportSheet } from "@/lib/exports/export-sheet";
import { openChart } from "@/lib/exports/open-chart";
import { type OpenOptions, openTable, wholeQuery } from "@/lib/exports/open-table";
import { localText } from "@/lib/format/format";
import { formatDateRange } from "@/lib/format/format-date";
import { tableWords, type Words } from "@/lib/i18n/words";
import type { Filter, QueryInput } from "@/lib/query/query";
import { resolveDay } from "@/lib/query/relative-date";
import { filterTexts } from "@/lib/table/filter-text";
import { readFormats } from "@/lib/table/format-param";
import type { KnownColumn } from "@/lib/table/known-columns";
import { knownColumns } from "@/lib/table/known-columns";
import { resolveConfig } from "@/lib/table/resolve-config";
import { parseTableState } from "@/lib/table/search-params";
import type { TableConfig } from "@/lib/table/table-config";

/** One widget as it can be read. */
export interface ExportPart {
  id: string;
  title: string;
  /** What narrows it beside what narrows the whole page, in the reader's words. */
  filters: string[];
  /** What of the page does nothing to it. */
  notes: string[];
  /** Its question: how many rows it has is counted by it. */
  question: QueryInput;
  open: (options: OpenOptions) => Promise<ExportSheet>;
}

/** What a file is about, as its reader's page has it. */
export interface ReadSubject {
  title: string;
  dashboard: string | null;
  dataset: string | null;
  view: string | null;
  period: string | null;
  /** What the page's controls and chosen marks say, in the reader's words. */
  filters: string[];
  /** What was asked for in vain. */
  notes: string[];
  parts: ExportPart[];
}

interface Reading {
  now: Date;
  words: Words;
}

/**
 * Reads what a file is asked of, as the page of that address shows it.
 * @throws AppError AUTH_004, NOT_FOUND; INPUT_001 `nothingToExport` for what has no data
 */
export async function readSubject(
  viewer: Viewer,
  of: ExportSubject,
  address: string,
  reading: Reading,
): Promise<ReadSubject> {
  authorize(viewer, "export.run");
  // Of many widgets each fails by itself, for rights too: who may ask nothing is refused as a whole.
  authorize(viewer, "query.run");
  const params = new URLSearchParams(address);
  if (of.kind === "explore") return readExplored(viewer, of.dataset, params, reading);
  const published = await getDashboard(viewer, of.dashboard);
  const read = await readState(viewer, published, params, reading);
  const { dashboard, state, infos, view, cross } = read;
  const wanted =
    of.kind === "widget" ? dashboard.widgets.filter(({ id }) => id === of.widget) : dashboard.widgets;
  if (wanted.length === 0) throw notFound(of.kind === "widget" ? "widget" : "dashboard");
  const widgets = wanted.filter(asksData);
  if (widgets.length === 0)
    throw new AppError("INPUT_001", { fields: [{ path: "widget", key: "nothingToExport" }] });
  const narrowed = of.kind === "widget" ? narrowing(widgets[0], read) : { state, conditions: allOf(read) };
  const chosen = narrowed.conditions.map(
    (condition) =>
      `${cross.labels[condition.dimension] ?? condition.dimension}: ${conditionTexts(condition, {
        locale: viewer.locale,
        timezone: viewer.timezone,
        none: reading.words("chart.none"),
      }).join(", ")}`,
  );
  return {
    title: localText(dashboard.name, viewer.locale),
    dashboard: dashboard.slug,
    dataset: null,
    view: view.active ? (view.active.name ?? reading.words("dashboard.views.own")) : null,
    period: periodOf(narrowed.state, viewer, reading),
    filters: [...describeControls(narrowed.state, infos, reading.words).set, ...chosen],
    notes: stateNotices(viewer, read, params, reading.words),
    parts: inOrder(widgets, read).map((widget) => widgetPart(viewer, widget, read, params, reading)),
  };
}

const allOf = ({ cross }: DashboardState): CrossCondition[] =>
  cross.filters.flatMap(({ conditions }) => conditions);

/** What of the page's controls and chosen marks narrows one widget: a file must not claim more. */
function narrowing(widget: DataWidget | undefined, read: DashboardState) {
  const { state, datasets, dashboard, cross } = read;
  const dataset = widget && datasets.get(widget.dataset);
  if (!dataset) return { state, conditions: allOf(read) };
  const unreached = unreachedBy(widget, dashboard, new Set(dataset.dimensions.map(({ name }) => name)));
  return {
    state: {
      ...state,
      range: unreached.includes(DATE_NAME) ? null : state.range,
      fields: state.fields.filter((field) => field.type === "switch" || !unreached.includes(field.name)),
    },
    conditions: conditionsFor(widget, cross.filters, dataset.dimensions),
  };
}

/** As the pages are read: from page to page, down and across. */
function inOrder(widgets: readonly DataWidget[], { dashboard }: DashboardState): DataWidget[] {
  const { layout, pages = [] } = dashboard;
  const place = ({ id }: DataWidget) => {
    const box = layout.widgets[id];
    const page = pages.findIndex((one) => one.id === box?.page);
    return [Math.max(page, 0), box?.y ?? 0, box?.x ?? 0] as const;
  };
  return widgets
    .map((widget) => ({ widget, at: place(widget) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.at[2] - b.at[2])
    .map(({ widget }) => widget);
}

function widgetPart(
  viewer: Viewer,
  asked: DataWidget,
  read: DashboardState,
  params: URLSearchParams,
  { now, words }: Reading,
): ExportPart {
  const { datasets, state, cross, view, titleOf } = read;
  const dataset = datasets.get(asked.dataset);
  const base = { id: asked.id, title: titleOf(asked) };
  const unfiltered = unfilteredText(asked, read, words);
  const notes = unfiltered === undefined ? [] : [unfiltered];
  if (!dataset) {
    const gone = notFound("dataset");
    const open = () => Promise.reject(gone);
    return { ...base, filters: [], notes, question: { dataset: asked.dataset }, open };
  }
  const { widget, queries, table } = askWidget(asked, {
    controls: state,
    chosen: cross.filters,
    dataset,
    clock: { now, timezone: viewer.timezone, calendar: viewer },
  });
  const columns = table?.columns ?? knownColumns(dataset, []);
  if (!table) {
    const question = queries.find(({ part }) => part !== "trend")?.query;
    if (!question) throw new AppError("INTERNAL");
    const filters = sayFilters(asked.filters, columns, viewer);
    const open = (options: OpenOptions) => openChart(viewer, { ...base, query: question }, options);
    return { ...base, filters, notes, question, open };
  }
  const formats = can(viewer, "view.format") ? readFormats : null;
  const own = parseTableState(params, widget.id, columns, formats);
  const config = resolveConfig(view.widgets[widget.id], own.config);
  return tablePart(
    viewer,
    { ...base, source: table, config, into: own.into },
    { filters: sayFilters([...asked.filters, ...(config.filters ?? [])], columns, viewer, config), notes },
  );
}

const tablePart = (
  viewer: Viewer,
  asked: Parameters<typeof openTable>[1],
  said: Pick<ExportPart, "filters" | "notes">,
): ExportPart => ({
  id: asked.id,
  title: asked.title,
  ...said,
  question: wholeQuery(asked).query,
  open: (options) => openTable(viewer, asked, options),
});

function sayFilters(
  filters: readonly Filter[],
  columns: readonly KnownColumn[],
  { locale }: Viewer,
  { search }: Pick<TableConfig, "search"> = {},
): string[] {
  const t = tableWords(locale);
  const say = filterTexts(t, locale);
  const said = filters.map((filter) => {
    const { name, text } = say(
      filter,
      columns.find((column) => column.name === filter.name),
    );
    return `${name}: ${text}`;
  });
  return search ? [`${t("search.chip")}: ${search}`, ...said] : said;
}

function periodOf({ range }: ControlState, viewer: Viewer, { now }: Reading): string | null {
  const from = range && resolveDay(range.from, "from", now, viewer.timezone, viewer);
  const to = range && resolveDay(range.to, "to", now, viewer.timezone, viewer);
  return from && to ? formatDateRange(from, to, viewer.locale) : null;
}

async function readExplored(
  viewer: Viewer,
  id: string,
  params: URLSearchParams,
  reading: Reading,
): Promise<ReadSubject> {
  authorize(viewer, "dataset.explore");
  const info = await getDataset(viewer, id);
  const { now } = reading;
  const clock = { now, timezone: viewer.timezone, calendar: viewer };
  const formats = can(viewer, "view.format") ? readFormats : null;
  const { state } = parseExplore(params, info, clock, formats);
  const config = exploreConfig(state);
  if (!hasFields(config))
    throw new AppError("INPUT_001", { fields: [{ path: "address", key: "nothingToExport" }] });
  const source = exploreSource(info, state);
  const asked = { id: info.id, title: info.label, source, config, into: state.table.into };
  const filters = sayFilters(config.filters ?? [], source.columns, viewer, config);
  return {
    title: info.label,
    dashboard: null,
    dataset: info.id,
    view: null,
    period: periodOf(state.controls, viewer, reading),
    filters: [],
    notes: [],
    parts: [
      exploredChart(viewer, info, state, clock, filters) ?? tablePart(viewer, asked, { filters, notes: [] }),
    ],
  };
}

/** What is explored as a chart, where it is shown as one. */
function exploredChart(
  viewer: Viewer,
  info: DatasetInfo,
  state: ReturnType<typeof parseExplore>["state"],
  clock: Parameters<typeof askWidget>[1]["clock"],
  filters: string[],
): ExportPart | null {
  if (state.show !== "chart") return null;
  const source = exploreSource(info, state);
  const { widget } = exploreChart(source, state, exploreCharts(info, source, state, null));
  if (!widget) return null;
  const { queries } = askWidget(widget, { controls: state.controls, chosen: [], dataset: info, clock });
  const question = queries.find(({ part }) => part !== "trend")?.query;
  if (!question) return null;
  const asked = { id: info.id, title: info.label, query: question };
  return {
    id: info.id,
    title: info.label,
    filters,
    notes: [],
    question,
    open: (options) => openChart(viewer, asked, options),
  };
}
