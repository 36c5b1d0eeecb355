/** A widget's own fields, by its panel. Pure. */
import type { ChartSpec } from "@/lib/chart/chart-spec";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";
import { withLayout } from "@/lib/editor/boxes";

/** Fields to put; undefined takes one away. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined };

/** A record with other fields; the one handed in where none of them differs. */
export function patched<T extends object>(value: T, patch: Patch<T>): T {
  const keys = Object.keys(patch) as (keyof T & string)[];
  if (keys.every((key) => Object.is(value[key], patch[key]) && key in value === (patch[key] !== undefined)))
    return value;
  const gone = new Set<string>(keys.filter((key) => patch[key] === undefined));
  return Object.fromEntries(Object.entries({ ...value, ...patch }).filter(([key]) => !gone.has(key))) as T;
}

/** Any field of any kind of widget: which of them a widget takes, its schema says. */
type AnyWidget = { [W in Widget as W["type"]]: W }[Widget["type"]];
type KeysOf<T> = T extends unknown ? keyof T : never;
export type WidgetPatch = {
  [K in Exclude<KeysOf<AnyWidget>, "id" | "type">]?:
    | (AnyWidget extends infer W ? (W extends { [P in K]?: infer V } ? V : never) : never)
    | undefined;
};

/** Any option of any kind of chart: which of them a kind takes, its schema says. */
export type ChartPatch = { [K in Exclude<KeysOf<ChartSpec>, "kind">]?: unknown };

/** The document with each of these widgets as `update` makes it. */
export function mapWidgets(
  spec: DashboardSpec,
  ids: readonly string[],
  update: (widget: Widget) => Widget,
): DashboardSpec {
  let differs = false;
  const widgets = spec.widgets.map((widget) => {
    const next = ids.includes(widget.id) ? update(widget) : widget;
    if (next !== widget) differs = true;
    return next;
  });
  return differs ? { ...spec, widgets } : spec;
}

export const setWidget = (spec: DashboardSpec, id: string, patch: WidgetPatch): DashboardSpec =>
  mapWidgets(spec, [id], (widget) => patched(widget, patch as Patch<Widget>));

/** Another id, everywhere the document names it; as it was where another widget has it already. */
export function renameWidget(spec: DashboardSpec, id: string, next: string): DashboardSpec {
  const names = (list: readonly string[] | undefined) => list?.map((one) => (one === id ? next : one));
  if (id === next || spec.widgets.some((widget) => widget.id === next)) return spec;
  if (!spec.widgets.some((widget) => widget.id === id)) return spec;
  const { layout } = spec;
  return withLayout(
    { ...spec, widgets: spec.widgets.map((widget) => (widget.id === id ? { ...widget, id: next } : widget)) },
    {
      widgets: Object.fromEntries(
        Object.entries(layout.widgets).map(([name, box]) => [name === id ? next : name, box]),
      ),
      phone: names(layout.phone),
      locked: names(layout.locked),
      groups: layout.groups?.map((group) => names(group) ?? []),
    },
  );
}

/** Other options of a widget's chart; undefined takes one away. */
export const setChart = (spec: DashboardSpec, id: string, patch: ChartPatch): DashboardSpec =>
  mapWidgets(spec, [id], (widget) => {
    if (widget.type !== "chart") return widget;
    const chart = patched(widget.chart, patch as Patch<ChartSpec>);
    return chart === widget.chart ? widget : { ...widget, chart };
  });
