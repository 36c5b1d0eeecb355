/** The controls of a dashboard as the URL holds them: `from`, `to`, `compare`, `f.<name>` (repeated). Pure. */
import { controlKey, type NamedControl, type RangeControl } from "@/lib/dashboards/control-kinds";
import type { FieldFault, FieldState, Reading } from "@/lib/dashboards/controls/field";
import { numberField } from "@/lib/dashboards/controls/number-field";
import { selectField } from "@/lib/dashboards/controls/select-field";
import { switchField } from "@/lib/dashboards/controls/switch-field";
import { textField } from "@/lib/dashboards/controls/text-field";
import { toggleField } from "@/lib/dashboards/controls/toggle-field";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { shorten } from "@/lib/dashboards/shorten";
import type { Filter } from "@/lib/query/query";
import { type CalendarRules, countDays, resolveDay } from "@/lib/query/relative-date";

export type Compare = "previous_period" | "previous_year";

/** What the controls say now; plain data, so that server and browser share it. */
export interface ControlState {
  /** As written: dates or relative forms. Null without a date range control. */
  range: { name: string; from: string; to: string; locked?: true } | null;
  compare: Compare | null;
  /** One for each named control, in their order. */
  fields: FieldState[];
}

/** A parameter that was ignored; `key` is a message of `dashboards.notices`. */
export interface ControlNotice {
  param: string;
  key: "badDate" | "reversedRange" | "noDateRange" | "badCompare" | "unknownFilter" | "locked" | FieldFault;
  /** What stood there, shortened. */
  value: string;
}

/** A page's `searchParams`, or a URL's. */
export type SearchParams = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

type Controls = Pick<DashboardSpec, "controls">;

const rangeControl = ({ controls }: Controls): RangeControl | undefined =>
  controls.find((control) => control.type === "date_range");
const namedControls = ({ controls }: Controls): NamedControl[] =>
  controls.filter((control) => control.type !== "date_range");

function entries(params: SearchParams): [string, string][] {
  if (params instanceof URLSearchParams) return [...params];
  return Object.entries(params).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : Array.isArray(value) ? value.map((one) => [key, one]) : [[key, value]],
  );
}

function startField(control: NamedControl): FieldState {
  switch (control.type) {
    case "select":
      return selectField.start(control);
    case "text":
      return textField.start(control);
    case "number_range":
      return numberField.start(control);
    case "toggle":
      return toggleField.start(control);
    default:
      return switchField.start(control);
  }
}

function readField(control: NamedControl, given: readonly string[], reading: Reading): FieldState {
  switch (control.type) {
    case "select":
      return selectField.read(control, given, reading);
    case "text":
      return textField.read(control, given, reading);
    case "number_range":
      return numberField.read(control, given, reading);
    case "toggle":
      return toggleField.read(control, given, reading);
    default:
      return switchField.read(control, given, reading);
  }
}

/** What the address says of a control, at least one value of `f.<name>`. */
export function writeField(field: FieldState): string[] {
  switch (field.type) {
    case "select":
      return selectField.write(field);
    case "text":
      return textField.write(field);
    case "number_range":
      return numberField.write(field);
    case "toggle":
      return toggleField.write(field);
    case "switch":
      return switchField.write(field);
  }
}

/** The filters one control puts on the widgets it reaches. */
export function fieldFilters(field: FieldState): Filter[] {
  switch (field.type) {
    case "select":
      return selectField.filters(field);
    case "text":
      return textField.filters(field);
    case "number_range":
      return numberField.filters(field);
    case "toggle":
      return toggleField.filters(field);
    case "switch":
      return [];
  }
}

/** The state of a page without parameters. */
export function defaultControls(spec: Controls): ControlState {
  const control = rangeControl(spec);
  return {
    range: control
      ? { name: control.dimension, ...control.default, ...(control.locked ? { locked: true } : {}) }
      : null,
    compare: control?.compare ?? null,
    fields: namedControls(spec).map(startField),
  };
}

/** `from` and `to` as given, when both are days and in order; the other side's default stands in for a missing one. */
function readRange(
  control: RangeControl,
  given: { from: string | undefined; to: string | undefined },
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

export interface Clock {
  now: Date;
  /** IANA; says which day "now" is. */
  timezone: string;
  /** Where weeks and fiscal years begin. */
  calendar?: CalendarRules;
}

export interface ReadOptions extends Clock {
  /** Whether a text can be a value of this dimension; any can where it is not said. */
  fits?: Reading["fits"];
}

/** The date range and what it is compared with. */
function readDates(
  spec: Controls,
  state: ControlState,
  given: ReadonlyMap<string, string[]>,
  clock: Clock,
  notices: ControlNotice[],
): void {
  const last = (param: string) => given.get(param)?.at(-1);
  const [from, to, compare] = [last("from"), last("to"), last("compare")];
  const control = rangeControl(spec);
  if (control?.locked) {
    for (const param of ["from", "to", "compare"]) {
      const value = last(param);
      if (value !== undefined) notices.push({ param, key: "locked", value: shorten(value) });
    }
    return;
  }
  if (state.range && control) {
    state.range = { name: state.range.name, ...readRange(control, { from, to }, clock, notices) };
  } else if (from !== undefined || to !== undefined) {
    const param = from === undefined ? "to" : "from";
    notices.push({ param, key: "noDateRange", value: shorten(from ?? to ?? "") });
  }
  if (compare === "none") state.compare = null;
  else if (state.range && (compare === "previous_period" || compare === "previous_year"))
    state.compare = compare;
  else if (compare !== undefined)
    notices.push({ param: "compare", key: "badCompare", value: shorten(compare) });
}

/**
 * Reads the controls from a URL. Whatever does not fit is ignored and named in `notices`; parameters of others
 * (`view`, `utm_…`) are passed over in silence.
 */
export function parseControls(
  spec: Controls,
  params: SearchParams,
  options: ReadOptions,
): { state: ControlState; notices: ControlNotice[] } {
  const state = defaultControls(spec);
  const notices: ControlNotice[] = [];
  const given = new Map<string, string[]>();
  for (const [key, value] of entries(params)) {
    const values = given.get(key);
    if (values) values.push(value);
    else given.set(key, [value]);
  }
  readDates(spec, state, given, options, notices);

  const controls = new Map(namedControls(spec).map((control) => [controlKey(control), control]));
  for (const [param, values] of given) {
    if (!param.startsWith("f.")) continue;
    const control = controls.get(param);
    const tell = (key: ControlNotice["key"], value: string) =>
      notices.push({ param: shorten(param), key, value: shorten(value) });
    if (!control) tell("unknownFilter", values.join(", "));
    else if (control.locked) tell("locked", values.join(", "));
    else {
      const field = readField(control, values, { fault: tell, fits: options.fits ?? (() => true) });
      state.fields = state.fields.map((one) => (one.name === control.name ? field : one));
    }
  }
  return { state, notices };
}

const inOrder = (values: readonly string[]) => JSON.stringify([...values].sort());

/** Whether two states of one control are the same, whatever the order of their values. */
export const sameField = (a: FieldState, b: FieldState): boolean =>
  inOrder(writeField(a)) === inOrder(writeField(b));

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
  for (const standard of start.fields) {
    const field = state.fields.find(({ name }) => name === standard.name) ?? standard;
    if (sameField(field, standard)) continue;
    for (const value of writeField(field)) params.append(`f.${field.name}`, value);
  }
  return params;
}

/** The filters the controls put on a widget: those of its own dataset. */
export const controlFilters = (state: ControlState, dataset: string): Filter[] =>
  state.fields.flatMap((field) =>
    field.type !== "switch" && field.dataset === dataset ? fieldFilters(field) : [],
  );
