/** Switches as fields: what a widget may name as `$show` stands among a dataset's own. Pure. */
import type { Control } from "@/lib/dashboards/control";
import { isSwitch, optionRef, type SwitchControl } from "@/lib/dashboards/control-kinds";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { type Locale, localText } from "@/lib/format/format";

export const isSwitchName = (name: string): boolean => name.startsWith("$");

/** The dataset with the switches that suit it: all whose options are its own. They have no grain of their own to choose. */
export function withSwitches(info: DatasetInfo, controls: readonly Control[], locale: Locale): DatasetInfo {
  const suits = (control: SwitchControl) => {
    const known = control.type === "metric_switch" ? info.measures : info.dimensions;
    return control.options.every((option) =>
      known.some(({ name }) => name === optionRef(control, option).name),
    );
  };
  const switches = controls.filter(isSwitch).filter(suits);
  if (switches.length === 0) return info;
  const named = (control: SwitchControl) => ({
    name: `$${control.name}`,
    label: localText(control.label, locale),
  });
  const dimensions = switches.filter(({ type }) => type !== "metric_switch");
  const measures = switches.filter(({ type }) => type === "metric_switch");
  const typeOf = (control: SwitchControl) => {
    const types = control.options.map(
      (option) => info.dimensions.find(({ name }) => name === optionRef(control, option).name)?.type,
    );
    return types.every((type) => type === "date" || type === "time")
      ? ("date" as const)
      : ("string" as const);
  };
  const additive = (control: SwitchControl) =>
    control.options.every(
      (option) => info.measures.find(({ name }) => name === optionRef(control, option).name)?.additive,
    );
  return {
    ...info,
    dimensions: [...info.dimensions, ...dimensions.map((one) => ({ ...named(one), type: typeOf(one) }))],
    measures: [...info.measures, ...measures.map((one) => ({ ...named(one), additive: additive(one) }))],
  };
}
