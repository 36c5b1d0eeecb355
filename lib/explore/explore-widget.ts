/** What is explored, as a widget of a dashboard. Pure. */
import type { ChartWidget, KpiWidget, TableWidget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { chosenMeasures } from "@/lib/explore/choose-fields";
import { EXPLORE_TABLE, type ExploreState, exploreConfig } from "@/lib/explore/explore-state";
import { type ChartSuggestion, chosenChart, suggestChart } from "@/lib/explore/suggest-chart";
import type { Filter } from "@/lib/query/query";
import { dimensionName } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import { searchedDimensions, type TableSource, tableTree } from "@/lib/table/table-tree";

/** A widget, or why there is none; keys of `explore.noWidget`. */
export type Explored<W> =
  | { widget: W; leaves: string[]; why: null }
  | { widget: null; leaves: []; why: "nothing" | "noChart" | "search" | "noDimension" };

const none = (why: Exclude<Explored<never>["why"], null>): Explored<never> => ({
  widget: null,
  leaves: [],
  why,
});

/** Which charts can draw what the table's configuration asks for. @param parts how many values its only dimension has */
export function exploreCharts(
  info: DatasetInfo,
  source: TableSource,
  state: Pick<ExploreState, "controls" | "top" | "table">,
  parts: number | null,
): ChartSuggestion {
  const config = exploreConfig(state);
  const tree = tableTree(source, config);
  return suggestChart(
    {
      dimensions: [...tree.levels.slice(0, tree.rows + 1).flat(), ...(tree.pivot ?? [])],
      measures: chosenMeasures(config),
      parts,
      compared: state.controls.compare !== null,
      top: state.top,
    },
    info,
  );
}

/** The chart, or the numbers, that draw what the table's configuration asks for. */
export function exploreChart(
  source: TableSource,
  state: Pick<ExploreState, "kind" | "table">,
  charts: ChartSuggestion,
): Explored<ChartWidget | KpiWidget> {
  const config = exploreConfig(state);
  const option = chosenChart(charts, state.kind);
  if (!option) return none("noChart");
  const filters: Filter[] = [...(config.filters ?? [])];
  if (config.search) {
    // A chart's filters each look in one dimension: what is looked for in several can't be said by them.
    const [searched, ...others] = searchedDimensions(source, tableTree(source, config));
    if (others.length > 0) return none("search");
    if (searched !== undefined) filters.push({ name: searched, op: "contains", values: [config.search] });
  }
  const { spec, leaves } = option.draws;
  const widget = { id: EXPLORE_TABLE, dataset: source.base.dataset, filters };
  return spec.kind === "kpi"
    ? { widget: { ...widget, type: "kpi", measures: spec.measures }, leaves, why: null }
    : { widget: { ...widget, type: "chart", chart: spec }, leaves, why: null };
}

/** The table as a widget of its own: dimensions by their units of time, the rest as it is configured. */
export function exploreTable(source: TableSource, state: Pick<ExploreState, "table">): Explored<TableWidget> {
  const { dimensions = [], ...config } = exploreConfig(state);
  const own = source.base.dimensions ?? [];
  const refOf = (name: string) => own.find((ref) => dimensionName(ref) === name) ?? name;
  const across = (config.pivot?.dimensions ?? []).map((ref) => (typeof ref === "string" ? refOf(ref) : ref));
  const named = [...new Set([...dimensions, ...(config.groups ?? [])])];
  const listed = named.length > 0 ? named : across.map(dimensionName).slice(0, 1);
  if (listed.length === 0) return none((config.metrics ?? []).length > 0 ? "noDimension" : "nothing");
  const rows = dimensions.join() === listed.join() ? {} : { dimensions };
  const pivot: Pick<TableConfig, "pivot"> = config.pivot
    ? {
        pivot: {
          ...config.pivot,
          // The widget lists none of those across: their unit of time would be lost.
          dimensions: across.map((ref) =>
            typeof ref === "object" && ref.grain ? { name: ref.name, grain: ref.grain } : dimensionName(ref),
          ),
        },
      }
    : {};
  return {
    widget: {
      id: EXPLORE_TABLE,
      type: "table",
      dataset: source.base.dataset,
      dimensions: listed.map(refOf),
      filters: [],
      config: { ...config, ...pivot, ...rows },
    },
    leaves: [],
    why: null,
  };
}
