import { optionRef, optionValue, type SwitchControl } from "@/lib/dashboards/control-kinds";
import type { FieldKind, SwitchField } from "@/lib/dashboards/controls/field";

/** The field with another of its options chosen; null where there is no such option. */
export function chooseOption(control: SwitchControl, value: string): SwitchField | null {
  const option = control.options.find((one) => optionValue(one) === value);
  return option === undefined
    ? null
    : { type: "switch", name: control.name, value, ref: optionRef(control, option) };
}

/** One of a few dimensions, measures or grains: `f.<name>=product`. */
export const switchField: FieldKind<SwitchControl, SwitchField> = {
  start(control) {
    const chosen = control.default === undefined ? null : chooseOption(control, control.default);
    if (chosen) return chosen;
    const [first] = control.options;
    if (first === undefined) throw new Error(`switch ${control.name} has no options`);
    return {
      type: "switch",
      name: control.name,
      value: optionValue(first),
      ref: optionRef(control, first),
    };
  },
  read(control, given, { fault }) {
    const text = given.at(-1) ?? "";
    const chosen = chooseOption(control, text);
    if (!chosen) fault("unknownOption", text);
    return chosen ?? switchField.start(control);
  },
  write: ({ value }) => [value],
  filters: () => [],
};
