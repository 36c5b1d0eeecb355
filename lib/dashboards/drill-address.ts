/** The address of another dashboard for a mark of this one. Pure: server and browser write the same. */
import type { Control } from "@/lib/dashboards/control";
import { type Clock, type ControlState, writeField } from "@/lib/dashboards/control-state";
import { selectField } from "@/lib/dashboards/controls/select-field";
import { CARRIED, type CrossCondition, serializeCross } from "@/lib/dashboards/cross-filter";
import { meetingDays } from "@/lib/dashboards/cross-query";
import type { DrillThrough } from "@/lib/dashboards/schema";

/** A dashboard that may be opened, with the controls its address can set. */
export interface DrillTarget {
  slug: string;
  /** In the reader's language. */
  name: string;
  controls: readonly Control[];
}

export interface DrillLink {
  target: DrillTarget;
  /** What it is called: the document's words, or the dashboard's name. */
  label: string;
  carry: DrillThrough["carry"];
}

export interface DrillFrom {
  /** The dataset of the widget that was clicked. */
  dataset: string;
  state: ControlState;
  clock: Clock;
  /** What was clicked. */
  mark: readonly CrossCondition[];
  /** What filters the widget that was clicked. */
  chosen: readonly CrossCondition[];
}

type Wanted = CrossCondition & { dataset: string };

type SelectControl = Extract<Control, { type: "select" }>;

/** The select of the target that can be set to these values. */
const selectFor = ({ controls }: DrillTarget, { dataset, dimension }: Wanted, values: number) =>
  controls.find(
    (control): control is SelectControl =>
      control.type === "select" &&
      control.dataset === dataset &&
      control.dimension === dimension &&
      !control.locked &&
      !(control.multiple === false && values > 1) &&
      !(control.required && values === 0),
  );

/** What the other kinds of controls say, where the target has the same one: nothing else can say it there. */
function sameControls({ target, carry }: DrillLink, { state }: DrillFrom): [string, string][] {
  return state.fields.flatMap((field) => {
    if (field.type === "select" || !(carry === "all" || carry.includes(field.name))) return [];
    const same = target.controls.find(
      (control) =>
        !control.locked &&
        control.type !== "date_range" &&
        control.name === field.name &&
        (field.type === "switch"
          ? control.type.endsWith("_switch")
          : control.type === field.type && "dataset" in control && control.dataset === field.dataset) &&
        (!("dimension" in field) || ("dimension" in control && control.dimension === field.dimension)),
    );
    return same ? writeField(field).map((text): [string, string] => [`f.${field.name}`, text]) : [];
  });
}

/** What goes along besides the range, the clicked value over what is chosen and that over the controls. */
function wantedOf({ carry }: DrillLink, { dataset, state, mark, chosen }: DrillFrom): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const field of state.fields)
    if (field.type === "select" && (carry === "all" || carry.includes(field.name)))
      wanted.set(field.dimension, {
        dataset: field.dataset,
        dimension: field.dimension,
        values: field.values,
      });
  for (const condition of [...(carry === "all" ? chosen : []), ...mark])
    wanted.set(condition.dimension, { ...condition, dataset });
  return [...wanted.values()];
}

/**
 * `/d/<slug>?…` with the date range, the comparison, what is chosen and the clicked value: what the target has a control for is set
 * there, all else stands as carried from here.
 */
export function drillAddress(link: DrillLink, from: DrillFrom): string {
  const { target, carry } = link;
  const { range, compare } = from.state;
  const params: [string, string][] = [];
  const carried: CrossCondition[] = [];
  const control = target.controls.find(({ type }) => type === "date_range");
  const own = control?.type === "date_range" && !control.locked ? control.dimension : null;
  const carries = range !== null && own === range.name && (carry === "all" || carry.includes(range.name));
  let days = carries ? { from: range.from, to: range.to } : null;
  for (const wanted of wantedOf(link, from)) {
    const { dataset: _, ...condition } = wanted;
    if ("grain" in condition) {
      const { grain, dimension } = condition;
      const met =
        grain === "hour" || dimension !== own
          ? null
          : days
            ? meetingDays(days, condition, from.clock)
            : condition;
      if (met) days = { from: met.from, to: met.to };
      else carried.push(condition);
      continue;
    }
    const { values } = condition;
    const select = selectFor(target, wanted, values.length);
    if (select) {
      if (values.length > 0 || select.default.length > 0)
        for (const text of selectField.write({ ...selectField.start(select), values: [...values] }))
          params.push([`f.${select.name}`, text]);
    } else if (values.length > 0) carried.push(condition);
  }
  const all: [string, string][] = [
    ...(days
      ? ([
          ["from", days.from],
          ["to", days.to],
        ] as [string, string][])
      : []),
    ...(carries ? ([["compare", compare ?? "none"]] as [string, string][]) : []),
    ...params,
    ...sameControls(link, from),
    ...serializeCross(carried.length > 0 ? [{ source: CARRIED, conditions: carried }] : []),
  ];
  const text = new URLSearchParams(all).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `/d/${target.slug}${text ? `?${text}` : ""}`;
}
