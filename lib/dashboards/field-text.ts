/** What a control says now, in words: the same on its button, on paper and beside a title. Pure. */
import type { ControlInfo } from "@/lib/dashboards/control-info";
import type { FieldState, SelectField } from "@/lib/dashboards/controls/field";

/** Messages of `dashboard`, in the reader's language. */
export interface FieldWords {
  all: string;
  /** For null. */
  empty: string;
  /** For a text without letters. */
  blank: string;
  on: string;
  off: string;
  atLeast: (from: string) => string;
  atMost: (to: string) => string;
}

/** A value of a select as people read it. */
export const valueText = (value: string | null, { empty, blank }: Pick<FieldWords, "empty" | "blank">) =>
  value === null ? empty : value === "" ? blank : value;

/** A bound with its thousands apart, to the last digit. */
export function boundText(bound: string): string {
  const [whole = "", fraction] = bound.replace("-", "−").split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Whether it narrows anything. */
export function isFilled(field: FieldState): boolean {
  switch (field.type) {
    case "select":
      return field.values.length > 0;
    case "text":
      return field.text !== "";
    case "number_range":
      return field.from !== null || field.to !== null;
    case "toggle":
      return field.on;
    case "switch":
      return false;
  }
}

const selectTexts = ({ values }: SelectField, words: FieldWords): string[] =>
  values.length === 0 ? [words.all] : values.map((value) => valueText(value, words));

/** One text for each value chosen. */
export function fieldTexts(field: FieldState, info: ControlInfo | undefined, words: FieldWords): string[] {
  switch (field.type) {
    case "select":
      return selectTexts(field, words);
    case "text":
      return [field.text ? `“${field.text}”` : words.all];
    case "number_range": {
      const { from, to } = field;
      if (from !== null && to !== null) return [`${boundText(from)} – ${boundText(to)}`];
      if (from !== null) return [words.atLeast(boundText(from))];
      return [to === null ? words.all : words.atMost(boundText(to))];
    }
    case "toggle":
      return [field.on ? words.on : words.off];
    case "switch":
      return [info?.options?.find(({ value }) => value === field.value)?.label ?? field.value];
  }
}

/** A title or description with what the switches say in the place of their names: `$measure by $show`. */
export const switchedText = (
  text: string,
  fields: readonly FieldState[],
  infos: Readonly<Record<string, ControlInfo>>,
): string =>
  text.replace(/\$([A-Za-z0-9_-]{1,60})/g, (whole, name: string) => {
    const field = fields.find((one) => one.type === "switch" && one.name === name);
    if (field?.type !== "switch") return whole;
    return infos[name]?.options?.find(({ value }) => value === field.value)?.label ?? field.value;
  });
