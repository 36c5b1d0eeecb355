/** The controls of a dashboard as the URL holds them: `from`, `to`, `compare`, `f.<name>` (repeated). Pure. */
import type { Control, DashboardSpec } from "@/lib/dashboards/schema";
import type { Filter } from "@/lib/query/query";
import { type CalendarRules, countDays, resolveDay } from "@/lib/query/relative-date";

export type Compare = "previous_period" | "previous_year";

export interface Selection {
  /** Of the control: `f.<name>` in the URL. */
  name: string;
  dataset: string;
  dimension: string;
  /** None: everything. */
  values: string[];
}

/** What the controls say now; plain data, so that server and browser share it. */
export interface ControlState {
  /** As written: dates or relative forms. Null without a date range control. */
  range: { name: string; from: string; to: string } | null;
  compare: Compare | null;
  /** One for each select control, in their order. */
  selections: Selection[];
}

/** A parameter that was ignored; `key` is a message of `dashboards.notices`. */
export interface ControlNotice {
  param: string;
  key:
    | "badDate"
    | "reversedRange"
    | "noDateRange"
    | "badCompare"
    | "unknownFilter"
    | "badValue"
    | "tooManyValues";
  /** What stood there, shortened. */
  value: string;
}

/** A page's `searchParams`, or a URL's. */
export type SearchParams = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

type Controls = Pick<DashboardSpec, "controls">;
type RangeControl = Extract<Control, { type: "date_range" }>;
type SelectControl = Extract<Control, { type: "select" }>;

const MOST_VALUES = 500;
const MOST_LENGTH = 1000;
const UNSTORABLE = /\p{Surrogate}|\0/u;

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const rangeControl = ({ controls }: Controls): RangeControl | undefined =>
  controls.find((control) => control.type === "date_range");
const selectControls = ({ controls }: Controls): SelectControl[] =>
  controls.filter((control) => control.type === "select");

function entries(params: SearchParams): [string, string][] {
  if (params instanceof URLSearchParams) return [...params];
  return Object.entries(params).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : Array.isArray(value) ? value.map((one) => [key, one]) : [[key, value]],
  );
}

/** The state of a page without parameters. */
export function defaultControls(spec: Controls): ControlState {
  const control = rangeControl(spec);
  return {
    range: control ? { name: control.dimension, ...control.default } : null,
    compare: control?.compare ?? null,
    selections: selectControls(spec).map(({ name, dataset, dimension, default: values }) => ({
      name,
      dataset,
      dimension,
      values: [...values],
    })),
  };
}

/** `from` and `to` as given, when both are days and in order; the other side's default stands in for a missing one. */
function readRange(
  control: RangeControl,
  given: { from?: string; to?: string },
  clock: Clock,
  notices: ControlNotice[],
): { from: string; to: string } {
  const day = (side: "from" | "to", text: string) =>
    resolveDay(text, side, clock.now, clock.timezone, clock.calendar);
  const range = { ...control.default };
  for (const side of ["from", "to"] as const) {
    const text = given[side];
    if (text === undefined) continue;
    if (day(side, text) === null) notices.push({ param: side, key: "badDate", value: shorten(text) });
    else range[side] = text;
  }
  const from = day("from", range.from);
  const to = day("to", range.to);
  if (from !== null && to !== null && countDays(from, to) < 1) {
    notices.push({ param: "from", key: "reversedRange", value: `${range.from} – ${range.to}` });
    return { ...control.default };
  }
  return range;
}

/** Distinct usable values; one empty value says "everything", so that a default can be cleared. */
function readValues(param: string, given: string[], notices: ControlNotice[]): string[] {
  const good: string[] = [];
  for (const value of new Set(given)) {
    if (value === "") continue;
    if (value.length > MOST_LENGTH || UNSTORABLE.test(value))
      notices.push({ param, key: "badValue", value: shorten(value.replace(/\p{C}/gu, "�")) });
    else good.push(value);
  }
  if (good.length > MOST_VALUES) notices.push({ param, key: "tooManyValues", value: String(good.length) });
  return good.slice(0, MOST_VALUES);
}

export interface Clock {
  now: Date;
  /** IANA; says which day "now" is. */
  timezone: string;
  /** Where weeks and fiscal years begin. */
  calendar?: CalendarRules;
}

/**
 * Reads the controls from a URL. Whatever does not fit is ignored and named in `notices`; parameters of others
 * (`view`, `utm_…`) are passed over in silence.
 */
export function parseControls(
  spec: Controls,
  params: SearchParams,
  clock: Clock,
): { state: ControlState; notices: ControlNotice[] } {
  const state = defaultControls(spec);
  const notices: ControlNotice[] = [];
  const given = new Map<string, string[]>();
  for (const [key, value] of entries(params)) {
    const values = given.get(key);
    if (values) values.push(value);
    else given.set(key, [value]);
  }

  const from = given.get("from")?.at(-1);
  const to = given.get("to")?.at(-1);
  const control = rangeControl(spec);
  if (state.range && control) {
    const range = readRange(
      control,
      { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
      clock,
      notices,
    );
    state.range = { name: state.range.name, ...range };
  } else if (from !== undefined || to !== undefined) {
    notices.push({
      param: from === undefined ? "to" : "from",
      key: "noDateRange",
      value: shorten(from ?? to ?? ""),
    });
  }

  const compare = given.get("compare")?.at(-1);
  if (compare === "none") state.compare = null;
  else if (state.range && (compare === "previous_period" || compare === "previous_year"))
    state.compare = compare;
  else if (compare !== undefined)
    notices.push({ param: "compare", key: "badCompare", value: shorten(compare) });

  const selections = new Map(state.selections.map((selection) => [`f.${selection.name}`, selection]));
  for (const [param, values] of given) {
    if (!param.startsWith("f.")) continue;
    const selection = selections.get(param);
    if (!selection) {
      notices.push({ param: shorten(param), key: "unknownFilter", value: shorten(values.join(", ")) });
      continue;
    }
    const good = readValues(param, values, notices);
    // Nothing usable is not the same as nothing chosen: the default stays.
    if (good.length > 0 || values.includes("")) selection.values = good;
  }
  return { state, notices };
}

const sameValues = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && [...a].sort().join("\0") === [...b].sort().join("\0");

/** The state as URL parameters, in a fixed order; what equals the default is left out. */
export function serializeControls(spec: Controls, state: ControlState): URLSearchParams {
  const params = new URLSearchParams();
  const start = defaultControls(spec);
  if (
    state.range &&
    start.range &&
    (state.range.from !== start.range.from || state.range.to !== start.range.to)
  ) {
    params.set("from", state.range.from);
    params.set("to", state.range.to);
  }
  if (state.compare !== start.compare) params.set("compare", state.compare ?? "none");
  for (const selection of start.selections) {
    const values = state.selections.find(({ name }) => name === selection.name)?.values ?? selection.values;
    if (sameValues(values, selection.values)) continue;
    if (values.length === 0) params.append(`f.${selection.name}`, "");
    for (const value of values) params.append(`f.${selection.name}`, value);
  }
  return params;
}

/** The filters the controls put on a widget: those whose select offers values of the widget's own dataset. */
export const controlFilters = (state: ControlState, dataset: string): Filter[] =>
  state.selections
    .filter((selection) => selection.dataset === dataset && selection.values.length > 0)
    .map(({ dimension, values }) => ({ name: dimension, op: "in", values }));
