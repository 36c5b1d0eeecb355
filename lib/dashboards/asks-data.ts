import type { DataWidget, Widget } from "@/lib/dashboards/schema";

/** Whether a widget asks its dataset something: texts and headings do not. */
export const asksData = (widget: Widget): widget is DataWidget =>
  widget.type !== "text" && widget.type !== "section";
