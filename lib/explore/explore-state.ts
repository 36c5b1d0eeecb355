/** What a page that explores one dataset is asked for, kept in its address and nowhere else. Pure, for server and browser. */

import type { Control } from "@/lib/dashboards/control";
import {
  type Clock,
  type ControlNotice,
  type ControlState,
  defaultControls,
  parseControls,
  serializeControls,
} from "@/lib/dashboards/control-state";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { CHART_CHOICES, type ChartChoice } from "@/lib/explore/suggest-chart";
import { type DimensionRef, Grain } from "@/lib/query/query";
import { knownColumns } from "@/lib/table/known-columns";
import { resolveConfig } from "@/lib/table/resolve-config";
import {
  type IgnoredParam,
  parseTableState,
  type ReadFormats,
  type TableState,
  type WriteFormats,
  writeTableState,
} from "@/lib/table/search-params";
import type { TableConfig } from "@/lib/table/table-config";
import { takesGrain } from "@/lib/table/table-pivot";
import type { TableSource } from "@/lib/table/table-tree";

/** The one table there is: its parameters are `t.x.dims`, `t.x.metrics`, `t.x.sort` … */
export const EXPLORE_TABLE = "x";
/** Where everybody begins: nothing chosen, so nothing asked. */
export const NOTHING_CHOSEN: TableConfig = { dimensions: [], metrics: [] };
/** How many places of a chart are offered; the rest is one, “others”. */
export const PLACE_STEPS = [5, 10, 20, 50, 100] as const;

export interface ExploreState {
  /** The date range and what it is compared with. */
  controls: ControlState;
  /** Units of time that are not days, by dimension: `grain.date=month`. */
  grains: Record<string, Grain>;
  show: "table" | "chart";
  /** The kind of chart somebody chose; null: the one that suits. */
  kind: ChartChoice | null;
  /** Places of a chart at most; null: as the chart has it. */
  top: number | null;
  /** Fields, filters, sort, totals, pivot: over {@link NOTHING_CHOSEN}. */
  table: TableState;
}

export interface ExploreNotices {
  controls: ControlNotice[];
  ignored: IgnoredParam[];
}

type Info = Pick<DatasetInfo, "id" | "defaultTime" | "dimensions" | "measures" | "hierarchies">;
type Controls = { controls: Control[] };

/** The date range over the dataset's own time; none where it has none. */
export const exploreControls = ({ defaultTime }: Pick<Info, "defaultTime">): Controls => ({
  controls: defaultTime
    ? [{ type: "date_range", dimension: defaultTime, default: { from: "now-28d", to: "now-1d" } }]
    : [],
});

const isTime = (type: string) => type === "date" || type === "time";
const OWN = ["from", "to", "compare", "show", "kind", "top"];
const isOwn = (param: string) => OWN.includes(param) || param.startsWith("grain.");

/** Every dimension as the page's questions name it: those of time by their unit. */
export const exploreRefs = ({ dimensions }: Pick<Info, "dimensions">, grains: ExploreState["grains"]) =>
  dimensions.map(({ name, type }): DimensionRef => {
    const grain = grains[name] ?? (type === "time" ? "day" : undefined);
    return grain ? { name, grain } : name;
  });

/** What the page's table stands on; only another range, comparison or unit of time makes another one. */
export function exploreSource(
  info: Info,
  { controls, grains }: Pick<ExploreState, "controls" | "grains">,
): TableSource {
  const { range, compare } = controls;
  const dimensions = exploreRefs(info, grains);
  return {
    base: {
      dataset: info.id,
      dimensions,
      measures: [],
      filters: [],
      ...(range ? { time: range } : {}),
      ...(range && compare ? { compare } : {}),
    },
    columns: knownColumns(info, dimensions),
    hierarchies: info.hierarchies,
  };
}

/** The table's configuration in force. */
export const exploreConfig = ({ table }: Pick<ExploreState, "table">): TableConfig =>
  resolveConfig(NOTHING_CHOSEN, table.config);

/** Whether there is anything to ask. */
export const hasFields = ({ dimensions = [], groups = [], metrics = [], pivot }: TableConfig): boolean =>
  dimensions.length + groups.length + metrics.length + (pivot?.dimensions.length ?? 0) > 0;

/** Reads an address. Nothing throws: what can't be understood is left out and told. */
export function parseExplore(
  params: URLSearchParams,
  info: Info,
  clock: Clock,
  readFormats: ReadFormats | null,
): { state: ExploreState; notices: ExploreNotices } {
  const { state: controls, notices } = parseControls(exploreControls(info), params, clock);
  const ignored: IgnoredParam[] = [];
  const grains: ExploreState["grains"] = {};
  let show: ExploreState["show"] = "table";
  let kind: ExploreState["kind"] = null;
  let top: ExploreState["top"] = null;
  for (const [param, value] of params) {
    const refuse = (reason: IgnoredParam["reason"]) => ignored.push({ param, value, reason });
    if (param.startsWith("grain.")) {
      const dimension = info.dimensions.find(({ name }) => name === param.slice("grain.".length));
      const grain = Grain.safeParse(value).data;
      if (!dimension || !isTime(dimension.type)) refuse("unknownColumn");
      else if (!grain || !takesGrain(dimension.type, grain)) refuse("badValue");
      // A day is what it is without: an address has one way of saying it.
      else if (grain !== "day") grains[dimension.name] = grain;
    } else if (param === "show") {
      if (value === "chart" || value === "table") show = value;
      else refuse("badValue");
    } else if (param === "kind") {
      const found = CHART_CHOICES.find((one) => one === value);
      if (found) kind = found;
      else refuse("badValue");
    } else if (param === "top") {
      const found = PLACE_STEPS.find((one) => String(one) === value);
      if (found) top = found;
      else refuse("badValue");
    }
  }
  const { columns } = exploreSource(info, { controls, grains });
  const { ignored: unknown, ...table } = parseTableState(params, EXPLORE_TABLE, columns, readFormats);
  return {
    state: { controls, grains, show, kind, top, table },
    notices: { controls: notices, ignored: [...ignored, ...unknown] },
  };
}

/** The parameters with all but the table's own put anew; of others and of the table they stay. */
export function writeView(
  params: URLSearchParams,
  info: Info,
  { controls, grains, show, kind, top }: Omit<ExploreState, "table">,
): URLSearchParams {
  const next = new URLSearchParams();
  for (const [param, value] of serializeControls(exploreControls(info), controls)) next.append(param, value);
  for (const [name, grain] of Object.entries(grains))
    if (grain !== "day") next.append(`grain.${name}`, grain);
  if (show === "chart") next.append("show", show);
  if (kind !== null) next.append("kind", kind);
  if (top !== null) next.append("top", String(top));
  for (const [param, value] of params) if (!isOwn(param)) next.append(param, value);
  return next;
}

/** A whole state as an address, which {@link parseExplore} reads back. */
export const writeExplore = (
  info: Info,
  { table, ...view }: ExploreState,
  writeFormats: WriteFormats,
): URLSearchParams =>
  writeTableState(writeView(new URLSearchParams(), info, view), EXPLORE_TABLE, table, writeFormats);

/** A page nobody has touched. */
export const startState = (info: Info): ExploreState => ({
  controls: defaultControls(exploreControls(info)),
  grains: {},
  show: "table",
  kind: null,
  top: null,
  table: { config: {}, page: 1 },
});
