/** One table's formatting rules put upon other tables of the document. Pure. */
import type { NamedDataset } from "@/lib/dashboards/name-check";
import type { DashboardSpec, TableWidget, Widget } from "@/lib/dashboards/schema";
import { mergeFormats } from "@/lib/table/edit-formats";
import type { ConditionalFormat } from "@/lib/table/format-rule";
import { knownFormats } from "@/lib/views/prune-config";

const isTable = (widget: Widget): widget is TableWidget => widget.type === "table";
const formatsOf = ({ config }: TableWidget) => config.conditionalFormatting ?? [];

/** The tables that have rules to give. */
export const formattedTables = ({ widgets }: DashboardSpec): TableWidget[] =>
  widgets.filter(isTable).filter((table) => formatsOf(table).some(({ rules }) => rules.length > 0));

/** Of a table's rules those whose columns another one has; without its dataset those of a table on the same one. */
function fittingFormats(
  from: TableWidget,
  to: TableWidget,
  datasets: readonly NamedDataset[] | undefined,
): readonly ConditionalFormat[] {
  const dataset = datasets?.find(({ id }) => id === to.dataset);
  if (!dataset) return from.dataset === to.dataset ? formatsOf(from) : [];
  return knownFormats({ conditionalFormatting: formatsOf(from) }, to, dataset).formats.filter(
    ({ rules }) => rules.length > 0,
  );
}

/** The tables that can take rules of `from`, but itself. */
export function tablesFor(
  spec: DashboardSpec,
  from: string,
  datasets?: readonly NamedDataset[],
): TableWidget[] {
  const tables = spec.widgets.filter(isTable);
  const source = tables.find(({ id }) => id === from);
  if (!source) return [];
  return tables.filter((table) => table.id !== from && fittingFormats(source, table, datasets).length > 0);
}

/**
 * The document with `from`'s rules in the tables `to`, in place of what their columns had; rules of columns that a table lacks stay
 * out of it. The document itself where nothing changes.
 */
export function applyFormats(
  spec: DashboardSpec,
  from: string,
  to: readonly string[],
  datasets?: readonly NamedDataset[],
): DashboardSpec {
  const source = spec.widgets.filter(isTable).find(({ id }) => id === from);
  const takes = new Set(tablesFor(spec, from, datasets).flatMap(({ id }) => (to.includes(id) ? [id] : [])));
  if (!source || takes.size === 0) return spec;
  const widgets = spec.widgets.map((widget) => {
    if (!isTable(widget) || !takes.has(widget.id)) return widget;
    const conditionalFormatting = mergeFormats(formatsOf(widget), fittingFormats(source, widget, datasets));
    return { ...widget, config: { ...widget.config, conditionalFormatting } };
  });
  return { ...spec, widgets };
}
