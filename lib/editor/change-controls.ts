/** A dashboard's controls, and what its widgets say of them. Pure. */
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { asksData } from "@/lib/dashboards/asks-data";
import type { Control } from "@/lib/dashboards/control";
import { controlKey, DATE_NAME, isSwitch, type SwitchControl } from "@/lib/dashboards/control-kinds";
import { defaultControls } from "@/lib/dashboards/control-state";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";
import { renameSwitch } from "@/lib/editor/rename-switch";
import { type Patch, patched } from "@/lib/editor/set-widget";

/** As the schema has it. */
export const MOST_CONTROLS = 20;

type Named<T> = T extends { type: "date_range" } ? never : T;
/** Any field of any kind of control: which of them a control takes, its schema says. */
type KeysOf<T> = T extends unknown ? keyof T : never;
export type ControlPatch = { [K in Exclude<KeysOf<Control>, "name" | "type">]?: unknown };

/** How widgets name it where they ignore it. */
export const ignoredAs = (control: Control): string =>
  control.type === "date_range" ? DATE_NAME : control.name;
/** How widgets that lead to another dashboard name it. */
export const carriedAs = (control: Control): string =>
  control.type === "date_range" ? control.dimension : control.name;

export const findControl = (spec: DashboardSpec, key: string): Control | undefined =>
  spec.controls.find((control) => controlKey(control) === key);

/** A name no control has: `select`, `select-2`. */
export function freshControlName({ controls }: Pick<DashboardSpec, "controls">, wanted: string): string {
  const taken = new Set(controls.map(ignoredAs)).add(DATE_NAME);
  const stem = wanted.replace(/[^A-Za-z0-9_-]/g, "").slice(0, 50) || "control";
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(name) && !(name in {})) return name;
  }
}

/** The document with one more control, after the others; as it was with as many as there may be. */
export const addControl = (spec: DashboardSpec, control: Control): DashboardSpec =>
  spec.controls.length >= MOST_CONTROLS ? spec : { ...spec, controls: [...spec.controls, control] };

/** Puts a control where the one of this key stands. */
const replace = (spec: DashboardSpec, key: string, update: (control: Control) => Control): DashboardSpec => {
  const controls = spec.controls.map((control) => (controlKey(control) === key ? update(control) : control));
  return controls.every((control, i) => control === spec.controls[i]) ? spec : { ...spec, controls };
};

/** Widgets whose `ignores` and `carry` name a control otherwise; null: not any more. */
function named(widgets: readonly Widget[], ignored: Renamed | null, carried: Renamed | null): Widget[] {
  return widgets.map((widget) => {
    if (!asksData(widget)) return widget;
    let next: Widget = widget;
    if (ignored && widget.ignores?.includes(ignored.from)) {
      const ignores = renamedIn(widget.ignores, ignored);
      next = patched(next, { ignores: ignores.length > 0 ? ignores : undefined } as Patch<Widget>);
    }
    if (
      carried &&
      "drillThrough" in widget &&
      widget.drillThrough?.some(({ carry }) => carry.includes(carried.from))
    )
      next = patched(next, {
        drillThrough: widget.drillThrough.map((link) =>
          link.carry === "all" ? link : { ...link, carry: renamedIn(link.carry, carried) },
        ),
      } as Patch<Widget>);
    return next;
  });
}

interface Renamed {
  from: string;
  /** Null: it is no more. */
  to: string | null;
}

const renamedIn = (list: readonly string[], { from, to }: Renamed): string[] =>
  list.flatMap((name) => (name !== from ? [name] : to === null ? [] : [to]));

/** Other settings; where the date range runs over another dimension, what carries it follows. */
export function setControl(spec: DashboardSpec, key: string, patch: ControlPatch): DashboardSpec {
  const before = findControl(spec, key);
  const next = replace(spec, key, (control) => patched(control, patch as Patch<Control>));
  const after = findControl(next, key);
  if (!before || !after || carriedAs(before) === carriedAs(after)) return next;
  const carried = { from: carriedAs(before), to: carriedAs(after) };
  return { ...next, widgets: named(next.widgets, null, carried) };
}

/** Another name: in the widgets that ignore it, say it as `$name` or carry it on. As it was where another control has it. */
export function renameControl(spec: DashboardSpec, key: string, name: string): DashboardSpec {
  const control = findControl(spec, key);
  if (!control || control.type === "date_range" || control.name === name) return spec;
  if (spec.controls.some((one) => one !== control && ignoredAs(one) === name) || name === DATE_NAME)
    return spec;
  const from = control.name;
  const next = replace(spec, key, (one) => ({ ...(one as Named<Control>), name }));
  const both = { from, to: name };
  const widgets = named(next.widgets, isSwitch(control) ? null : both, both);
  return {
    ...next,
    widgets: isSwitch(control) ? widgets.map((widget) => renameSwitch(widget, from, name)) : widgets,
  };
}

/** What a widget says of a switch that goes: what the switch says to begin with. */
function settled(widgets: readonly Widget[], control: SwitchControl): Widget[] {
  const { fields } = defaultControls({ controls: [control] });
  return widgets.map((widget) =>
    JSON.stringify(widget).includes(`$${control.name}`) ? applySwitches(widget, { fields }) : widget,
  );
}

/** Takes a control away; widgets that named a switch show what it began with. */
export function removeControl(spec: DashboardSpec, key: string): DashboardSpec {
  const control = findControl(spec, key);
  if (!control) return spec;
  const gone = { from: ignoredAs(control), to: null };
  const widgets = named(spec.widgets, isSwitch(control) ? null : gone, {
    from: carriedAs(control),
    to: null,
  });
  return {
    ...spec,
    controls: spec.controls.filter((one) => one !== control),
    widgets: isSwitch(control) ? settled(widgets, control) : widgets,
  };
}

/** Puts a control at a place among the others. */
export function moveControl(spec: DashboardSpec, key: string, to: number): DashboardSpec {
  const from = spec.controls.findIndex((control) => controlKey(control) === key);
  const [control] = spec.controls.slice(from, from + 1);
  if (from < 0 || !control) return spec;
  const at = Math.max(0, Math.min(to, spec.controls.length - 1));
  if (at === from) return spec;
  const rest = spec.controls.filter((one) => one !== control);
  return { ...spec, controls: [...rest.slice(0, at), control, ...rest.slice(at)] };
}
