/** What a widget asks where it stands: under the controls it hears and what is chosen on others. Pure. */
import { heardBy } from "@/lib/dashboards/control-reach";
import type { Clock, ControlState } from "@/lib/dashboards/control-state";
import type { CrossFilter } from "@/lib/dashboards/cross-filter";
import { conditionsFor, underConditions } from "@/lib/dashboards/cross-query";
import type { DataWidget } from "@/lib/dashboards/schema";
import { type WidgetQuery, widgetQueries } from "@/lib/dashboards/widget-query";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { knownColumns } from "@/lib/table/known-columns";
import type { TableSource } from "@/lib/table/table-tree";

export interface AskedWidget {
  widget: DataWidget;
  /** As it hears them. */
  controls: ControlState;
  queries: WidgetQuery[];
  /** Of a table: its own configuration goes over the question later, in the browser too. */
  table: TableSource | null;
}

export function askWidget(
  asked: DataWidget,
  {
    controls: state,
    chosen,
    dataset,
    clock,
  }: { controls: ControlState; chosen: readonly CrossFilter[]; dataset: DatasetInfo; clock: Clock },
): AskedWidget {
  const { widget, controls } = underConditions(
    asked,
    heardBy(asked, state),
    conditionsFor(asked, chosen, dataset.dimensions),
    clock,
  );
  const dimensions = new Set(dataset.dimensions.map(({ name }) => name));
  const queries = widgetQueries(widget, controls, { dimensions, config: {} });
  const query = queries.find(({ part }) => part === "rows")?.query;
  if (widget.type !== "table" || !query) return { widget, controls, queries, table: null };
  const compare = query.time && controls.compare ? { compare: controls.compare } : {};
  return {
    widget,
    controls,
    queries,
    table: {
      base: { ...query, ...compare },
      columns: knownColumns(dataset, widget.dimensions),
      hierarchies: dataset.hierarchies,
    },
  };
}
