import type { NamedControl } from "@/lib/dashboards/control-kinds";
import { type FieldKind, type TextField, UNSTORABLE } from "@/lib/dashboards/controls/field";

export const MOST_TEXT = 200;

/** As it is looked for: NFC, no blanks around it. */
export const cleanText = (text: string): string => text.normalize("NFC").trim();

/** Words in one dimension of text, `f.<name>=words`. */
export const textField: FieldKind<Extract<NamedControl, { type: "text" }>, TextField> = {
  start: ({ name, dataset, dimension, default: text = "" }) => ({
    type: "text",
    name,
    dataset,
    dimension,
    text: cleanText(text),
  }),
  read(control, given, { fault }) {
    const start = textField.start(control);
    const text = cleanText(given.at(-1) ?? "");
    if (text.length <= MOST_TEXT && !UNSTORABLE.test(text)) return { ...start, text };
    fault("badText", text);
    return start;
  },
  write: ({ text }) => [text],
  filters: ({ dimension, text }) => (text ? [{ name: dimension, op: "contains", values: [text] }] : []),
};
