import { expect, it } from "vitest";
import { parseControls } from "@/lib/dashboards/control-state";
import { type FieldWords, fieldTexts, isFilled, switchedText } from "@/lib/dashboards/field-text";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

const words: FieldWords = {
  all: "All",
  empty: "(empty)",
  blank: "(empty text)",
  on: "on",
  off: "off",
  atLeast: (from) => `from ${from}`,
  atMost: (to) => `up to ${to}`,
};
const spec = sampleSpec({
  controls: [
    { type: "select", name: "channel", dataset: "sales", dimension: "channel" },
    { type: "text", name: "words", dataset: "sales", dimension: "product" },
    { type: "number_range", name: "size", dataset: "sales", dimension: "size" },
    { type: "toggle", name: "ads", label: "Ads", dataset: "sales", filters: [{ name: "a", op: "is_null" }] },
    { type: "metric_switch", name: "measure", label: "Measure", options: ["margin", "roi"] },
  ],
});
const infos = { measure: { label: "Measure", options: [{ value: "roi", label: "ROI" }] } };
const say = (query: string) => {
  const { state } = parseControls(spec, new URLSearchParams(query), { now: new Date(0), timezone: "UTC" });
  return state.fields.map((field) =>
    [isFilled(field) ? "*" : "", ...fieldTexts(field, infos[field.name as "measure"], words)].join("|"),
  );
};

it("says what each control is set to, nothing rounded", () => {
  expect(say("")).toEqual(["|All", "|All", "|All", "|off", "|margin"]);
  expect(
    say(
      "f.channel=naver&f.channel=%5CN&f.channel=%5Ce&f.words=oil&f.size=-1234567.125..&f.ads=1&f.measure=roi",
    ),
  ).toEqual(["*|naver|(empty)|(empty text)", "*|“oil”", "*|from −1,234,567.125", "*|on", "|ROI"]);
  expect(say("f.size=0..1000")[2]).toBe("*|0 – 1,000");
  expect(say("f.size=..12")[2]).toBe("*|up to 12");
});

it("puts what a switch says into a title, and leaves other words with a dollar alone", () => {
  const { state } = parseControls(spec, new URLSearchParams("f.measure=roi"), {
    now: new Date(0),
    timezone: "UTC",
  });
  const text = "$measure of $100 by $words and $constructor";
  expect(switchedText(text, state.fields, infos)).toBe("ROI of $100 by $words and $constructor");
});
