/** What can be chosen on the widgets of a dashboard, and where it leads. Pure. */
import { chartFields } from "@/lib/chart/chart-fields";
import { asksData } from "@/lib/dashboards/asks-data";
import { conditionOf } from "@/lib/dashboards/choose-marks";
import { type CrossCondition, openDimension, sendsFilter, takesFilter } from "@/lib/dashboards/cross-filter";
import type { DrillLink, DrillTarget } from "@/lib/dashboards/drill-address";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { type Locale, localText } from "@/lib/format/format";
import type { Grain } from "@/lib/query/query";

export interface CrossDimension {
  name: string;
  label: string;
  type: DatasetInfo["dimensions"][number]["type"];
  /** Of a chart's axis: what its places are of. */
  grain?: Grain;
}

/** A widget whose marks or rows have values: they filter the others, lead elsewhere, or both. */
export interface CrossSource {
  id: string;
  title: string;
  dataset: string;
  /** Of a chart those of its marks, in the order of their keys; of a table all it may show. */
  dimensions: CrossDimension[];
  /** Whether any other widget is filtered by it. */
  sends: boolean;
  links: DrillLink[];
}

type Datasets = ReadonlyMap<string, Pick<DatasetInfo, "dimensions">>;

/** Null where one of them is not the viewer's: such marks are told by what may not be told. */
function chartDimensions(
  { chart }: Extract<Widget, { type: "chart" }>,
  dimensions: DatasetInfo["dimensions"],
): CrossDimension[] | null {
  if (chart.kind === "histogram") return null;
  const found = chartFields(chart).dimensions.flatMap(({ axis }): CrossDimension[] => {
    const known = openDimension(dimensions, axis.name);
    if (!known) return [];
    const grain = axis.grain ?? (known.type === "date" ? "day" : undefined);
    return [{ name: known.name, label: known.label, type: known.type, ...(grain ? { grain } : {}) }];
  });
  return found.length > 0 && found.length === chartFields(chart).dimensions.length ? found : null;
}

const tableDimensions = (dimensions: DatasetInfo["dimensions"]): CrossDimension[] =>
  dimensions.filter(({ masked }) => !masked).map(({ name, label, type }) => ({ name, label, type }));

/** @param targets those of the dashboards named that the viewer may open. @param titleOf what a widget is called */
export function crossSources(
  { widgets }: Pick<DashboardSpec, "widgets">,
  datasets: Datasets,
  targets: readonly DrillTarget[],
  { titleOf, locale }: { titleOf: (widget: Widget) => string; locale: Locale },
): CrossSource[] {
  return widgets.flatMap((widget): CrossSource[] => {
    if (widget.type !== "chart" && widget.type !== "table") return [];
    const known = datasets.get(widget.dataset)?.dimensions;
    if (!known) return [];
    const dimensions = widget.type === "chart" ? chartDimensions(widget, known) : tableDimensions(known);
    if (!dimensions || dimensions.length === 0) return [];
    const met = widgets.some(
      (other) =>
        other.id !== widget.id &&
        asksData(other) &&
        takesFilter(other) &&
        dimensions.some(({ name }) => openDimension(datasets.get(other.dataset)?.dimensions ?? [], name)),
    );
    const links = (widget.drillThrough ?? []).flatMap(({ dashboard, label, carry }): DrillLink[] => {
      const target = targets.find(({ slug }) => slug === dashboard);
      return target ? [{ target, label: label ? localText(label, locale) : target.name, carry }] : [];
    });
    const sends = met && sendsFilter(widget);
    if (!sends && links.length === 0) return [];
    return [{ id: widget.id, title: titleOf(widget), dataset: widget.dataset, dimensions, sends, links }];
  });
}

/** What a mark stands for. @param keys its values of the source's dimensions, of the first few at least */
export const markConditions = (
  { dimensions }: Pick<CrossSource, "dimensions">,
  keys: readonly (string | null)[],
): CrossCondition[] =>
  keys.flatMap((key, i) => {
    const dimension = dimensions[i];
    return dimension ? [conditionOf(dimension.name, key, dimension.grain)] : [];
  });
