/** The kinds of controls, told apart without the schema: browser code uses this too. Pure. */
import type { Control } from "@/lib/dashboards/control";
import type { DimensionRef, Grain } from "@/lib/query/query";

/** Every control but the date range: these have names. */
export type NamedControl = Exclude<Control, { type: "date_range" }>;
export type RangeControl = Extract<Control, { type: "date_range" }>;
export type SwitchControl = Extract<Control, { type: "dimension_switch" | "metric_switch" | "grain_switch" }>;
/** Those that narrow the rows of their dataset. */
export type FilterControl = Exclude<NamedControl, SwitchControl>;

/** How widgets name the date range in `ignores`. */
export const DATE_NAME = "date";

/** Where a control stands in the URL: `from` for the range, which has `to` and `compare` too. */
export const controlKey = (control: Control): string =>
  control.type === "date_range" ? "from" : `f.${control.name}`;

export const isSwitch = (control: Control): control is SwitchControl =>
  control.type === "dimension_switch" || control.type === "metric_switch" || control.type === "grain_switch";

type SwitchOption = SwitchControl["options"][number];

/** An option as the URL says it: its name, with its grain where it has one (`date:month`); a grain switch's is the grain. */
export function optionValue(option: SwitchOption): string {
  if (typeof option === "string") return option;
  return "grain" in option && option.grain ? `${option.name}:${option.grain}` : option.name;
}

/** What an option puts into a widget. */
export function optionRef(control: SwitchControl, option: SwitchOption): { name: string; grain?: Grain } {
  if (control.type === "grain_switch") return { name: control.dimension, grain: option as Grain };
  if (typeof option === "string") return { name: option };
  return { name: option.name, ...("grain" in option && option.grain ? { grain: option.grain } : {}) };
}

/** A reference as short as it can be. */
export const toDimensionRef = ({ name, grain }: { name: string; grain?: Grain }): DimensionRef =>
  grain ? { name, grain } : name;
