/**
 * What was chosen on widgets to filter the others, as the URL holds it: `x.<widget>`, once a value. `brand:닥터트루` is a value,
 * `brand` none at all, `date@month:2026-01-01..2026-03-31` a stretch of time. Pure.
 */
import { asksData } from "@/lib/dashboards/asks-data";
import type { SearchParams } from "@/lib/dashboards/control-state";
import { UNSTORABLE } from "@/lib/dashboards/controls/field";
import type { Widget } from "@/lib/dashboards/schema";
import { shorten } from "@/lib/dashboards/shorten";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { parseValue } from "@/lib/query/parse-value";
import type { Grain } from "@/lib/query/query";
import { GRAINS } from "@/lib/query/query-words";
import { isDay } from "@/lib/query/relative-date";

/** Values of a dimension as text, null for none; or a stretch of time: first and last day, of hours the first and last one's start. */
export type CrossCondition =
  | { dimension: string; values: (string | null)[] }
  | { dimension: string; grain: Grain; from: string; to: string };

export interface CrossFilter {
  /** The widget it was chosen on, or {@link CARRIED}. */
  source: string;
  /** One a dimension; all hold. */
  conditions: CrossCondition[];
}

/** The source of what another dashboard sent along. A widget of this name sends nothing itself. */
export const CARRIED = "from";

/** Whether it was chosen on the widget `id`; what was carried here was on none. */
export const isChosenOn = ({ source }: CrossFilter, id: string): boolean =>
  source === id && source !== CARRIED;

/** A parameter that was left out; `key` is a message of `dashboards.notices`. */
export interface CrossNotice {
  param: string;
  key: "unknownCrossSource" | "unknownCrossDimension" | "badCrossValue" | "tooManyValues";
  value: string;
}

type Dimensions = readonly Pick<DatasetInfo["dimensions"][number], "name" | "type" | "masked">[];
type Datasets = ReadonlyMap<string, { dimensions: Dimensions }>;

const MOST_VALUES = 500;
const MOST_LENGTH = 1000;
const WRITTEN = /^([^:@]+)(?:@([a-z_]+))?(?::([\s\S]*))?$/;

/** The values of a dimension among what is chosen; null where none are. */
export function chosenValues(
  conditions: readonly CrossCondition[],
  dimension: string | undefined,
): readonly (string | null)[] | null {
  const condition = conditions.find((one) => one.dimension === dimension);
  return condition && "values" in condition ? condition.values : null;
}

/** Whether choosing on it filters the others: charts and tables, unless their document says no. */
export const sendsFilter = (widget: Widget): boolean =>
  (widget.type === "chart" || widget.type === "table") &&
  widget.crossFilter?.sends !== false &&
  widget.id !== CARRIED;

/** Whether others filter it. */
export const takesFilter = (widget: Widget): boolean =>
  asksData(widget) && widget.crossFilter?.takes !== false;

/** Whether a dimension of this type can be asked so. */
export function fitsType(condition: CrossCondition, type: Dimensions[number]["type"]): boolean {
  if ("values" in condition)
    return condition.values.every((value) => value === null || parseValue(value, type) !== null);
  const { grain, from, to } = condition;
  if (grain === "hour")
    return (
      type === "time" &&
      [from, to].every((text) => !isDay(text) && parseValue(text, "time") !== null) &&
      Date.parse(from) <= Date.parse(to)
    );
  return (type === "date" || type === "time") && isDay(from) && isDay(to) && from <= to;
}

/** The dimension as its reader may ask it: what is hidden is not there, what is masked is nobody's to filter by. */
export const openDimension = <T extends Pick<Dimensions[number], "name" | "masked">>(
  dimensions: readonly T[],
  name: string,
): T | undefined => dimensions.find((dimension) => dimension.name === name && !dimension.masked);

function readCondition(text: string): CrossCondition | null {
  const [, dimension, grain, rest] = WRITTEN.exec(text) ?? [];
  if (dimension === undefined || text.length > MOST_LENGTH + 200 || UNSTORABLE.test(text)) return null;
  if (grain === undefined) return { dimension, values: [rest ?? null] };
  const known = GRAINS.find((one) => one === grain);
  const [from, to = from, ...more] = (rest ?? "").split("..");
  if (known === undefined || from === undefined || to === undefined || more.length > 0) return null;
  return { dimension, grain: known, from, to };
}

function writeCondition(condition: CrossCondition): string[] {
  const { dimension } = condition;
  if ("values" in condition)
    return condition.values.map((value) => (value === null ? dimension : `${dimension}:${value}`));
  const { grain, from, to } = condition;
  return [`${dimension}@${grain}:${from}${from === to ? "" : `..${to}`}`];
}

/** Puts one more value to its dimension's; false where the two can't hold together. */
function addTo(filter: CrossFilter, condition: CrossCondition): boolean {
  const known = filter.conditions.find(({ dimension }) => dimension === condition.dimension);
  if (!known) filter.conditions.push(condition);
  else if ("values" in known && "values" in condition)
    known.values = [...new Set([...known.values, ...condition.values])];
  else return false;
  return true;
}

/** Where a source's values come from: its dataset's dimensions; of what was carried here, any dataset's. Null for what is no source. */
function dimensionsOf(source: string, widgets: readonly Widget[], datasets: Datasets): Dimensions | null {
  if (source === CARRIED) return [...datasets.values()].flatMap(({ dimensions }) => dimensions);
  const widget = widgets.find(({ id }) => id === source);
  if (!widget || !asksData(widget) || !sendsFilter(widget)) return null;
  return datasets.get(widget.dataset)?.dimensions ?? null;
}

/**
 * Reads what was chosen. Whatever names no source, no dimension of its reader's or no value of its type is left out and named in
 * `notices`.
 * @param datasets those the dashboard names, as the viewer may see them
 */
export function parseCross(
  widgets: readonly Widget[],
  params: SearchParams,
  datasets: Datasets,
): { filters: CrossFilter[]; notices: CrossNotice[] } {
  const filters = new Map<string, CrossFilter>();
  const notices: CrossNotice[] = [];
  const entries =
    params instanceof URLSearchParams
      ? [...params]
      : Object.entries(params).flatMap(([key, value]) =>
          [value ?? []].flat().map((one): [string, string] => [key, one]),
        );
  for (const [param, text] of entries) {
    if (!param.startsWith("x.")) continue;
    const source = param.slice(2);
    const tell = (key: CrossNotice["key"], value = text) =>
      notices.push({ param: shorten(param), key, value: shorten(value) });
    const dimensions = dimensionsOf(source, widgets, datasets);
    if (!dimensions) {
      tell("unknownCrossSource");
      continue;
    }
    const condition = readCondition(text);
    const known = condition && openDimension(dimensions, condition.dimension);
    if (condition && !known) {
      tell("unknownCrossDimension", condition.dimension);
      continue;
    }
    const filter = filters.get(source) ?? { source, conditions: [] };
    if (!condition || !known || !fitsType(condition, known.type) || !addTo(filter, condition))
      tell("badCrossValue");
    else filters.set(source, filter);
  }
  for (const { source, conditions } of filters.values())
    for (const condition of conditions) {
      if (!("values" in condition) || condition.values.length <= MOST_VALUES) continue;
      notices.push({ param: `x.${source}`, key: "tooManyValues", value: String(condition.values.length) });
      condition.values = condition.values.slice(0, MOST_VALUES);
    }
  return { filters: [...filters.values()], notices };
}

/** What was chosen, as parameters. */
export const serializeCross = (filters: readonly CrossFilter[]): [string, string][] =>
  filters.flatMap(({ source, conditions }) =>
    conditions.flatMap(writeCondition).map((text): [string, string] => [`x.${source}`, text]),
  );

/**
 * The address with `filters` in the place of what was chosen before. Tables go back to their first page, but for the one that was
 * chosen on: its rows are the same.
 */
export function withCross(
  params: URLSearchParams,
  filters: readonly CrossFilter[],
  source?: string,
): URLSearchParams {
  const next = new URLSearchParams(
    [...params].filter(([param]) => {
      const table = /^t\.(.+)\.page$/.exec(param)?.[1];
      return !param.startsWith("x.") && (table === undefined || table === source);
    }),
  );
  for (const [param, text] of serializeCross(filters)) next.append(param, text);
  return next;
}
