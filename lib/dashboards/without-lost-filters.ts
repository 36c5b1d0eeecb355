import { asksData } from "@/lib/dashboards/asks-data";
import type { Control } from "@/lib/dashboards/control";
import { DATE_NAME, isSwitch } from "@/lib/dashboards/control-kinds";
import type { Widget } from "@/lib/dashboards/schema";

/** A filter that is gone reaches nothing: a widget that ignored it no longer says so. Pure. */
export function withoutLostFilters(widget: Widget, controls: readonly Control[]): Widget {
  if (!asksData(widget) || !widget.ignores) return widget;
  const filters = new Set(
    controls.flatMap((control) =>
      isSwitch(control) ? [] : control.type === "date_range" ? [DATE_NAME] : [control.name],
    ),
  );
  const ignores = widget.ignores.filter((name) => filters.has(name));
  return ignores.length === widget.ignores.length ? widget : { ...widget, ignores };
}
