/** What a dashboard's readers may change: filters, and switches its widgets refer to.  */
import { z } from "zod";
import { optionValue } from "@/lib/dashboards/control-kinds";
import { LocalText } from "@/lib/format/format";
import { Filter, Grain } from "@/lib/query/query";
import { resolveDay } from "@/lib/query/relative-date";

/** Text of one pattern whose refusal says what is expected; JSON Schema shows the pattern. */
export const named = (pattern: RegExp, key: string) =>
  z
    .string()
    // Names become keys of plain objects: `constructor` would find what nobody put there.
    .refine((text) => pattern.test(text) && !(text in {}), {
      message: `must match ${pattern.source}`,
      params: { key },
    })
    .meta({ pattern: pattern.source });

export const ControlName = named(/^[A-Za-z0-9_-]{1,60}$/, "badId");

const SOME_DAY = new Date("2026-01-01T00:00:00Z");
const DayText = z
  .string()
  .max(40)
  .refine((text) => resolveDay(text, "from", SOME_DAY, "UTC") !== null, {
    message: "a date or a form such as now-28d, now-1M/M",
    params: { key: "badDay" },
  });

/** Always as the document says: shown with a lock, and the URL changes nothing. */
const locked = z.boolean().optional();
const field = z.string().min(1);
/** Of a filter: it reaches the widgets of this dataset. */
const filter = {
  name: ControlName,
  dataset: field,
  dimension: field,
  label: LocalText.optional(),
  locked,
};

const DateRangeControl = z
  .object({
    type: z.literal("date_range"),
    dimension: field,
    default: z.object({ from: DayText, to: DayText }).strict(),
    compare: z.enum(["previous_period", "previous_year"]).optional(),
    locked,
  })
  .strict();

const SelectControl = z
  .object({
    type: z.literal("select"),
    ...filter,
    /** False: one value at most. */
    multiple: z.boolean().optional(),
    /** Never without a value: it needs a default. */
    required: z.boolean().optional(),
    /** By default only values are offered that occur under the other controls. */
    cascade: z.boolean().optional(),
    /** Null: rows without a value. */
    default: z.array(z.string().max(1000).nullable()).max(500).default([]),
  })
  .strict()
  .superRefine((control, ctx) => {
    const fault = (key: string, message: string) =>
      ctx.addIssue({ code: "custom", path: ["default"], message, params: { key } });
    if (control.required && control.default.length === 0)
      fault("requiredNeedsDefault", "a required control needs a default");
    if (control.multiple === false && control.default.length > 1)
      fault("oneDefault", "a control of one value has one default at most");
  });

/** Rows whose text contains what is written, whatever its case. */
const TextControl = z
  .object({ type: z.literal("text"), ...filter, default: z.string().max(200).optional() })
  .strict();

const Bound = z.number().min(-1e15).max(1e15);
/** Rows whose number lies between, both ends included; either may be open. */
const NumberRangeControl = z
  .object({
    type: z.literal("number_range"),
    ...filter,
    default: z.object({ from: Bound.optional(), to: Bound.optional() }).strict().optional(),
  })
  .strict()
  .superRefine(({ default: range }, ctx) => {
    if (range?.from === undefined || range.to === undefined || range.from <= range.to) return;
    const params = { key: "reversedNumbers" };
    ctx.addIssue({ code: "custom", path: ["default"], message: "from is greater than to", params });
  });

/** On: these filters hold. */
const ToggleControl = z
  .object({
    type: z.literal("toggle"),
    name: ControlName,
    dataset: field,
    label: LocalText,
    filters: z.array(Filter).min(1).max(20),
    default: z.boolean().optional(),
    locked,
  })
  .strict();

const choice = { name: ControlName, label: LocalText, locked };
/** One of its options, as the URL says it; the first one without. */
const start = z.string().min(1).max(130).optional();

const NamedOption = z.object({ name: field.max(100), label: LocalText.optional() }).strict();
const DimensionOption = z.union([field.max(100), NamedOption.extend({ grain: Grain.optional() }).strict()]);
const MeasureOption = z.union([field.max(100), NamedOption]);

/** Which dimension stands where a widget says `$<name>`. */
const DimensionSwitch = z
  .object({
    type: z.literal("dimension_switch"),
    ...choice,
    options: z.array(DimensionOption).min(2).max(30),
    default: start,
  })
  .strict();

/** Which measure stands where a widget says `$<name>`. */
const MetricSwitch = z
  .object({
    type: z.literal("metric_switch"),
    ...choice,
    options: z.array(MeasureOption).min(2).max(30),
    default: start,
  })
  .strict();

/** In which grain `dimension` stands where a widget says `$<name>`. */
const GrainSwitch = z
  .object({
    type: z.literal("grain_switch"),
    ...choice,
    dimension: field.max(100),
    options: z.array(Grain).min(2).max(8),
    default: Grain.optional(),
  })
  .strict();

/** The options of a switch must differ, and its default be one of them. */
function checkSwitch(
  control: z.infer<typeof DimensionSwitch | typeof MetricSwitch | typeof GrainSwitch>,
  ctx: z.RefinementCtx,
): void {
  const values = control.options.map(optionValue);
  const fault = (path: (string | number)[], key: string, name: string, message: string) =>
    ctx.addIssue({ code: "custom", path, message, params: { key, values: { name } } });
  values.forEach((value, i) => {
    if (values.indexOf(value) < i) fault(["options", i], "usedTwice", value, `“${value}” is used twice`);
  });
  if (control.default !== undefined && !values.includes(control.default))
    fault(["default"], "noOption", control.default, `“${control.default}” is none of the options`);
}

/** Controls live in the URL: `from` / `to` for the date range, `f.<name>` for all others. */
export const Control = z.discriminatedUnion("type", [
  DateRangeControl,
  SelectControl,
  TextControl,
  NumberRangeControl,
  ToggleControl,
  DimensionSwitch.superRefine(checkSwitch),
  MetricSwitch.superRefine(checkSwitch),
  GrainSwitch.superRefine(checkSwitch),
]);
export type Control = z.infer<typeof Control>;
