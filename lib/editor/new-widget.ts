/** The widgets a choice of fields can become. Pure. */
import type { Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import {
  type ChartChoice,
  type ChartSuggestion,
  suggestChart,
  type Unfit,
} from "@/lib/explore/suggest-chart";
import type { DimensionRef } from "@/lib/query/query";

export const FIELD_KINDS = ["table", "pivot", "chart", "kpi"] as const;
/** What asks a dataset, as it is added. */
export type FieldKind = (typeof FIELD_KINDS)[number];
export type NewKind = FieldKind | "text" | "section";

/** Fields of one dataset, in the order they were chosen. */
export interface ChosenFields {
  dimensions: readonly DimensionRef[];
  measures: readonly string[];
}

export type NewChoice = "table" | "pivot" | ChartChoice;
export type NewUnfit = Unfit | "needsRows" | "needsAcross";
export interface NewOption {
  kind: NewChoice;
  /** Null where the fields do not make one; the id is given when it is added. */
  widget: Widget | null;
  unfit: NewUnfit | null;
  /** Measures it has no room for. */
  leaves: readonly string[];
}

const NEW = "new";
/** As the schemas have it. */
const MOST_ACROSS = 5;

const nameOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : ref.name);

function tableOf(info: DatasetInfo, { dimensions, measures }: ChosenFields): NewOption {
  if (dimensions.length === 0) return { kind: "table", widget: null, unfit: "needsRows", leaves: [] };
  const widget: Widget = {
    id: NEW,
    type: "table",
    dataset: info.id,
    dimensions: [...dimensions],
    filters: [],
    config: { metrics: [...measures] },
  };
  return { kind: "table", widget, unfit: null, leaves: [] };
}

/** The last dimension goes across: one chooses what the rows are first. */
function pivotOf(info: DatasetInfo, { dimensions, measures }: ChosenFields): NewOption {
  const none = (unfit: NewUnfit): NewOption => ({ kind: "pivot", widget: null, unfit, leaves: [] });
  const across = dimensions.at(-1);
  if (dimensions.length < 2 || across === undefined) return none("needsAcross");
  if (measures.length === 0) return none("needsMeasure");
  const grain = typeof across === "string" ? undefined : across.grain;
  const widget: Widget = {
    id: NEW,
    type: "table",
    dataset: info.id,
    dimensions: dimensions.slice(0, -1),
    filters: [],
    config: {
      metrics: [...measures],
      pivot: { dimensions: [grain ? { name: nameOf(across), grain } : nameOf(across)].slice(0, MOST_ACROSS) },
    },
  };
  return { kind: "pivot", widget, unfit: null, leaves: [] };
}

/** What of the fields can be made, in the order it is offered, and which of it suits best. */
export function newOptions(
  kind: FieldKind,
  info: DatasetInfo,
  chosen: ChosenFields,
): { suits: NewChoice | null; options: NewOption[] } {
  const charts = (): ChartSuggestion => suggestChart({ ...chosen }, info);
  const drawn = ({ suits, options }: ChartSuggestion, only: (kind: ChartChoice) => boolean) => ({
    suits: suits !== null && only(suits) ? suits : null,
    options: options
      .filter((one) => only(one.kind))
      .map((option): NewOption => {
        if (!option.draws) return { kind: option.kind, widget: null, unfit: option.unfit, leaves: [] };
        const { spec, leaves } = option.draws;
        const base = { id: NEW, dataset: info.id, filters: [] };
        const widget: Widget =
          spec.kind === "kpi"
            ? { ...base, type: "kpi", measures: spec.measures }
            : { ...base, type: "chart", chart: spec };
        return { kind: option.kind, widget, unfit: null, leaves };
      }),
  });
  if (kind === "chart") {
    const found = drawn(charts(), (one) => one !== "kpi");
    return { ...found, suits: found.suits ?? found.options.find(({ widget }) => widget)?.kind ?? null };
  }
  if (kind === "kpi") return drawn(charts(), (one) => one === "kpi");
  const option = kind === "table" ? tableOf(info, chosen) : pivotOf(info, chosen);
  return { suits: option.widget ? option.kind : null, options: [option] };
}

/**
 * What one field alone becomes: a measure its number over time where the dataset has time, or else the number; a dimension the first
 * measure by it.
 */
export function quickWidget(info: DatasetInfo, field: string): Widget | null {
  const measure = info.measures.find(({ name }) => name === field) ?? info.measures[0];
  const dimension = info.dimensions.find(({ name }) => name === field);
  if (!measure) {
    return dimension ? tableOf(info, { dimensions: [field], measures: [] }).widget : null;
  }
  const time = dimension ? undefined : info.defaultTime;
  const dimensions = dimension ? [field] : time === undefined ? [] : [time];
  const { suits, options } = newOptions(dimensions.length > 0 ? "chart" : "kpi", info, {
    dimensions,
    measures: [measure.name],
  });
  return options.find(({ kind }) => kind === suits)?.widget ?? null;
}
