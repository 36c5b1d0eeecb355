import type { NamedControl } from "@/lib/dashboards/control-kinds";
import type { FieldKind, ToggleField } from "@/lib/dashboards/controls/field";

/** Filters that hold when it is on: `f.<name>=1`, `0` where it is on by default. */
export const toggleField: FieldKind<Extract<NamedControl, { type: "toggle" }>, ToggleField> = {
  start: ({ name, dataset, filters, default: on = false }) => ({
    type: "toggle",
    name,
    dataset,
    filters,
    on,
  }),
  read(control, given, { fault }) {
    const start = toggleField.start(control);
    const text = given.at(-1) ?? "";
    if (text === "1" || text === "0") return { ...start, on: text === "1" };
    fault("badToggle", text);
    return start;
  },
  write: ({ on }) => [on ? "1" : "0"],
  filters: ({ on, filters }) => (on ? filters : []),
};
