import {
  CalendarClock,
  CalendarRange,
  ListFilter,
  type LucideIcon,
  Rows3,
  Search,
  Sigma,
  SlidersHorizontal,
  ToggleRight,
} from "lucide-react";
import type { Control } from "@/lib/dashboards/control";

export const CONTROL_ICONS: Readonly<Record<Control["type"], LucideIcon>> = {
  date_range: CalendarRange,
  select: ListFilter,
  text: Search,
  number_range: SlidersHorizontal,
  toggle: ToggleRight,
  dimension_switch: Rows3,
  metric_switch: Sigma,
  grain_switch: CalendarClock,
};
