import type { NamedControl } from "@/lib/dashboards/control-kinds";
import { type FieldKind, type SelectField, UNSTORABLE } from "@/lib/dashboards/controls/field";

const MOST_VALUES = 500;
const MOST_LENGTH = 1000;

/** Null and the empty text have signs of their own; a backslash before a value that begins with one. */
const writeValue = (value: string | null): string =>
  value === null ? "\\N" : value === "" ? "\\e" : value.startsWith("\\") ? `\\${value}` : value;
const readValue = (text: string): string | null =>
  text === "\\N" ? null : text === "\\e" ? "" : text.startsWith("\\\\") ? text.slice(1) : text;

/** Some values of one dimension, `f.<name>` once for each; one empty value says "everything", so that a default can be cleared. */
export const selectField: FieldKind<Extract<NamedControl, { type: "select" }>, SelectField> = {
  start: ({ name, dataset, dimension, default: values }) => ({
    type: "select",
    name,
    dataset,
    dimension,
    values: [...values],
  }),
  read(control, given, { fault, fits }) {
    const start = selectField.start(control);
    const good: (string | null)[] = [];
    for (const text of new Set(given)) {
      if (text === "") continue;
      const value = readValue(text);
      const usable =
        value === null ||
        (value.length <= MOST_LENGTH &&
          !UNSTORABLE.test(value) &&
          fits(control.dataset, control.dimension, value));
      if (!usable) fault("badValue", text);
      else if (!good.includes(value)) good.push(value);
    }
    if (good.length === 0) {
      // Nothing usable is not the same as nothing chosen: the default stays.
      if (!given.includes("")) return start;
      if (!control.required) return { ...start, values: [] };
      fault("required", "");
      return start;
    }
    const most = control.multiple === false ? 1 : MOST_VALUES;
    if (good.length > most) {
      if (most === 1) fault("oneValue", good.slice(1).map(String).join(", "));
      else fault("tooManyValues", String(good.length));
    }
    return { ...start, values: good.slice(0, most) };
  },
  write: ({ values }) => (values.length === 0 ? [""] : values.map(writeValue)),
  filters: ({ dimension, values }) => (values.length > 0 ? [{ name: dimension, op: "in", values }] : []),
};
