/** Which controls filter a widget. Pure. */
import { asksData } from "@/lib/dashboards/asks-data";
import { DATE_NAME, isSwitch } from "@/lib/dashboards/control-kinds";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";

const ignoredBy = (widget: Widget): readonly string[] => (asksData(widget) && widget.ignores) || [];

/** What of the state holds for a widget: all but the filters it ignores. */
export function heardBy(widget: Widget, state: ControlState): ControlState {
  const ignored = ignoredBy(widget);
  if (ignored.length === 0) return state;
  return {
    ...state,
    range: ignored.includes(DATE_NAME) ? null : state.range,
    fields: state.fields.filter((field) => field.type === "switch" || !ignored.includes(field.name)),
  };
}

/**
 * Names of the filters that do nothing to a widget, because it ignores them or has other data; the date range is `date`.
 * @param dimensions of the widget's dataset, by name
 */
export function unreachedBy(
  widget: Widget,
  { controls }: Pick<DashboardSpec, "controls">,
  dimensions: ReadonlySet<string>,
): string[] {
  if (!asksData(widget)) return [];
  const ignored = ignoredBy(widget);
  return controls.flatMap((control) => {
    if (isSwitch(control)) return [];
    const name = control.type === "date_range" ? DATE_NAME : control.name;
    const reaches =
      control.type === "date_range" ? dimensions.has(control.dimension) : control.dataset === widget.dataset;
    return reaches && !ignored.includes(name) ? [] : [name];
  });
}
