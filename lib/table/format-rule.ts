/** Conditional formats as data: 003's JSON as it stands, and what has come since. They colour the screen, Excel and alerts alike. */
import { z } from "zod";

const Column = z.string().min(1).max(120);

export const FormatTone = z.enum(["negative", "positive", "warning", "accent"]);
export type FormatTone = z.infer<typeof FormatTone>;

export const CellStyle = z
  .object({
    backgroundColor: z.string().max(60).optional(),
    color: z.string().max(60).optional(),
    fontWeight: z.enum(["normal", "bold"]).optional(),
    /** A named tone that follows light, dark and Excel, instead of colours. */
    tone: FormatTone.optional(),
  })
  .strict();
export type CellStyle = z.infer<typeof CellStyle>;

export const FormatCondition = z.enum([
  "lt",
  "lte",
  "gt",
  "gte",
  "eq",
  "ne",
  "between",
  "contains",
  "is_null",
  "top_n",
  "bottom_n",
  "above_average",
]);
export type FormatCondition = z.infer<typeof FormatCondition>;

export const FormatIcon = z.enum([
  "arrow-up",
  "arrow-right",
  "arrow-down",
  "check",
  "cross",
  "alert",
  "flag",
  "star",
]);
export type FormatIcon = z.infer<typeof FormatIcon>;

/** What a rule compares with: a constant, or another column of the same row. */
export const Operand = z.union([z.number(), z.string().max(500), z.object({ column: Column }).strict()]);
export type Operand = z.infer<typeof Operand>;

const RuleValue = z.union([Operand, z.tuple([Operand, Operand])]);
export type RuleValue = z.infer<typeof RuleValue>;

export const RowKind = z.enum(["data", "subtotal", "total"]);
export type RowKind = z.infer<typeof RowKind>;

const HexColor = z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i);

/** Where on the scale a colour stands: an end of the column's values, a fixed value, or a percentile of them. */
export const ScalePoint = z
  .object({
    at: z.union([
      z.enum(["min", "max"]),
      z.number(),
      z.object({ percentile: z.number().min(0).max(100) }).strict(),
    ]),
    color: HexColor,
  })
  .strict();
export type ScalePoint = z.infer<typeof ScalePoint>;

export const DataBar = z
  .object({
    tone: FormatTone.optional(),
    color: HexColor.optional(),
    /** Where the lane begins and ends; the column's own ends, and 0, by default. */
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .strict();
export type DataBar = z.infer<typeof DataBar>;

const NEEDS_NO_VALUE: readonly FormatCondition[] = ["is_null", "above_average"];

/** How many values a condition takes, and whether they count rows. */
export function conditionValues(condition: FormatCondition): "none" | "one" | "two" | "count" {
  if (NEEDS_NO_VALUE.includes(condition)) return "none";
  if (condition === "between") return "two";
  return condition === "top_n" || condition === "bottom_n" ? "count" : "one";
}

function valueFits(condition: FormatCondition, value: RuleValue | undefined): boolean {
  switch (conditionValues(condition)) {
    case "none":
      return true;
    case "two":
      return Array.isArray(value);
    case "count":
      return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 1000;
    case "one":
      return value !== undefined && !Array.isArray(value);
  }
}

/** One of: a condition with its style or icon, a colour scale, a data bar. */
export const FormatRule = z
  .object({
    condition: FormatCondition.optional(),
    value: RuleValue.optional(),
    style: CellStyle.optional(),
    icon: FormatIcon.optional(),
    /** The cell alone, by default, or every cell of its row. */
    scope: z.enum(["cell", "row"]).optional(),
    scale: z
      .object({ points: z.array(ScalePoint).min(2).max(3) })
      .strict()
      .optional(),
    bar: DataBar.optional(),
    /** Rows it looks at: only those of data, by default. */
    on: z.array(RowKind).min(1).max(3).optional(),
    /** False keeps the rule and draws nothing. */
    enabled: z.boolean().optional(),
  })
  .strict()
  .superRefine((rule, context) => {
    const kinds = [rule.condition, rule.scale, rule.bar].filter((part) => part !== undefined).length;
    const fault = (path: string[], key: string) =>
      context.addIssue({ code: "custom", path, message: key, params: { key } });
    if (kinds !== 1) return fault([], "formatKind");
    if (rule.condition === undefined) return;
    if (!rule.style && !rule.icon) fault([], "formatLook");
    if (!valueFits(rule.condition, rule.value))
      fault(["value"], `formatValue_${conditionValues(rule.condition)}`);
  })
  .meta({ anyOf: [{ required: ["condition"] }, { required: ["scale"] }, { required: ["bar"] }] });
export type FormatRule = z.infer<typeof FormatRule>;

export const ConditionalFormat = z
  .object({
    column: Column,
    /** `first`, the default: the first rule that fits decides. `all`: those that fit lie over each other, the first on top. */
    match: z.enum(["first", "all"]).optional(),
    rules: z.array(FormatRule).max(50),
  })
  .strict();
export type ConditionalFormat = z.infer<typeof ConditionalFormat>;

/** A table's formats: the document its editors work on. */
export const ConditionalFormats = z.array(ConditionalFormat).max(100);
