/** Widgets over another dataset. Pure. */
import { chartFields } from "@/lib/chart/chart-fields";
import type { DashboardSpec, DataWidget, TableWidget, Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { buildChart, partsOf } from "@/lib/editor/change-kind";
import { mapWidgets } from "@/lib/editor/set-widget";
import { CHART_CHOICES } from "@/lib/explore/suggest-chart";
import type { Filter } from "@/lib/query/query";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { dimensionName } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import type { TableConfig } from "@/lib/table/table-config";
import { pruneConfig } from "@/lib/views/prune-config";

const refName = (ref: string | { name: string }): string => (typeof ref === "string" ? ref : ref.name);
const measureOf = (column: string) => comparisonColumn(plainName(column))?.measure ?? plainName(column);

const fieldsIn = (info: DatasetInfo) =>
  new Set([...info.dimensions, ...info.measures].map(({ name }) => name));

/** Every field a widget names, each once. */
function namesIn(widget: DataWidget): string[] {
  const filters = widget.filters.map(({ name }) => name);
  switch (widget.type) {
    case "kpi":
      return [...widget.measures, ...filters];
    case "chart": {
      const { dimensions, measures } = chartFields(widget.chart);
      return [...dimensions.map(({ axis }) => axis.name), ...measures.map(({ name }) => name), ...filters];
    }
    case "table": {
      const { config } = widget;
      return [
        ...widget.dimensions.map(refName),
        ...(config.metrics ?? []).map(measureOf),
        ...(config.dimensions ?? []),
        ...(config.groups ?? []),
        ...(config.pivot?.dimensions ?? []).map(refName),
        ...(config.filters ?? []).map(({ name }) => name),
        ...filters,
      ];
    }
  }
}

/** The fields a widget would lose over another dataset, by name. @param info with the switches that suit it */
export function lostFields(widget: DataWidget, info: DatasetInfo): string[] {
  const known = fieldsIn(info);
  return [...new Set(namesIn(widget))].filter((name) => !known.has(name));
}

const COLUMN_LISTS = ["frozenColumns", "frozenRight", "hidden", "order", "wrap", "subtotalLevels"] as const;
const COLUMN_RECORDS = ["columnWidths", "labels", "formats", "displays", "align"] as const;

function keptConfig(
  config: TableConfig,
  dimensions: TableWidget["dimensions"],
  info: DatasetInfo,
): TableConfig {
  const known = new Set([...fieldsIn(info), ...dimensions.map(dimensionName)]);
  const isKnown = (column: string) => known.has(measureOf(column));
  const next: TableConfig = { ...pruneConfig(config, { dimensions }, info).config };
  for (const list of COLUMN_LISTS) {
    const kept = next[list]?.filter(isKnown);
    if (kept?.length) next[list] = kept;
    else delete next[list];
  }
  for (const name of COLUMN_RECORDS) {
    const kept = Object.entries(next[name] ?? {}).filter(([column]) => isKnown(column));
    if (kept.length > 0) Object.assign(next, { [name]: Object.fromEntries(kept) });
    else delete next[name];
  }
  if (next.pivot?.sort) {
    const sort = next.pivot.sort.filter(({ column }) => isKnown(column));
    next.pivot = { ...next.pivot, sort };
  }
  // Paths are values of the old dataset's dimensions.
  const { open: _open, closed: _closed, ...expanded } = next.expanded ?? {};
  if (next.expanded) next.expanded = expanded;
  return next;
}

/** A widget over another dataset: fields that are there too stay, others give way to its first ones. As it was where it has none. */
function moved(widget: DataWidget, info: DatasetInfo): DataWidget {
  const known = fieldsIn(info);
  const filters = widget.filters.filter((filter: Filter) => known.has(filter.name));
  const kept = { filters, dataset: info.id };
  const first = info.measures[0]?.name;
  switch (widget.type) {
    case "kpi": {
      const measures = widget.measures.filter((name) => known.has(name));
      if (measures.length === 0 && first !== undefined) measures.push(first);
      const { goals, ...rest } = widget;
      const left = Object.entries(goals ?? {}).filter(([name]) => measures.includes(name));
      if (measures.length === 0) return widget;
      return {
        ...rest,
        ...kept,
        measures,
        ...(left.length > 0 ? { goals: Object.fromEntries(left) } : {}),
      };
    }
    case "chart": {
      if (lostFields(widget, info).every((name) => !namesOfChart(widget).includes(name)))
        return { ...widget, ...kept };
      const parts = partsOf(widget.chart);
      const left = {
        dimensions: parts.dimensions.filter((ref) => known.has(refName(ref))),
        measures: parts.measures.filter((name) => known.has(name)),
      };
      if (left.measures.length === 0 && first !== undefined) left.measures.push(first);
      for (const kind of [widget.chart.kind, ...CHART_CHOICES]) {
        const chart = kind === "kpi" ? "noDimension" : buildChart(kind, left, info);
        if (typeof chart !== "string") return { ...widget, ...kept, chart };
      }
      return widget;
    }
    case "table": {
      const dimensions = widget.dimensions.filter((ref) => known.has(refName(ref)));
      const [other] = [...info.dimensions.filter(({ type }) => type === "string"), ...info.dimensions];
      if (dimensions.length === 0 && other) dimensions.push(other.name);
      if (dimensions.length === 0) return widget;
      const config = keptConfig(widget.config, dimensions, info);
      return {
        ...widget,
        ...kept,
        dimensions,
        config: config.metrics || first === undefined ? config : { ...config, metrics: [first] },
      };
    }
  }
}

const namesOfChart = (widget: Extract<DataWidget, { type: "chart" }>): string[] => {
  const { dimensions, measures } = chartFields(widget.chart);
  return [...dimensions.map(({ axis }) => axis.name), ...measures.map(({ name }) => name)];
};

/** Those of the widgets that ask something ask another dataset. @param info with the switches that suit it */
export const setDataset = (spec: DashboardSpec, ids: readonly string[], info: DatasetInfo): DashboardSpec =>
  mapWidgets(spec, ids, (widget: Widget) =>
    "dataset" in widget && widget.dataset !== info.id ? moved(widget, info) : widget,
  );
