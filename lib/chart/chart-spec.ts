/** How a chart widget draws its query, by kind: decided by `prepareChart`, translated by `toECharts`. */
import { z } from "zod";
import { LocalText } from "@/lib/format/format";
import { Grain } from "@/lib/query/query";

const Name = z.string().min(1);

/** A dimension along an axis, with a grain when it is time. */
export const ChartAxis = z.object({ name: Name, grain: Grain.optional() }).strict();
export type ChartAxis = z.infer<typeof ChartAxis>;

/** A line across the plot at a value, in the measure's unit; `average` is the mean of what is drawn. */
export const ReferenceLine = z
  .object({
    at: z.union([z.number(), z.literal("average")]),
    label: LocalText.optional(),
    /** A goal is what should be reached; a reference only helps the eye. */
    role: z.enum(["reference", "goal"]).default("reference"),
    /** Of a combo: the axis whose unit it has. */
    axis: z.enum(["left", "right"]).optional(),
  })
  .strict();
export type ReferenceLine = z.infer<typeof ReferenceLine>;

/** What happened at a place of the axis, or from one to another: `2026-03-01`, a brand. */
export const Annotation = z
  .object({ at: z.string().min(1).max(200), to: z.string().min(1).max(200).optional(), text: LocalText })
  .strict();
export type Annotation = z.infer<typeof Annotation>;

/** What may be drawn beside the data of a chart with axes. */
const extras = {
  references: z.array(ReferenceLine).max(10).optional(),
  annotations: z.array(Annotation).max(50).optional(),
  /** Draws an earlier period as a pale line: the dashboard's own comparison (`control`), or always one of them. */
  overlay: z.enum(["control", "previous_period", "previous_year"]).optional(),
};

export const SeriesSpec = z
  .object({
    kind: z.enum(["bar", "line", "area"]),
    x: ChartAxis,
    measure: Name,
    /** Splits into series. */
    series: Name.optional(),
    /** `percent`: each place's parts of 100 %. */
    stack: z.union([z.boolean(), z.literal("percent")]).default(false),
    /** Bars that run to the right, their names at the left. Of bars alone. */
    horizontal: z.boolean().optional(),
    /** Of names along `x` only so many, the largest; the rest is one place, "others", computed from its own rows. */
    top: z.number().int().min(1).max(200).optional(),
    /** Series beyond this many (by size) are summed into "others" from the measure's own rows. */
    maxSeries: z.number().int().min(1).max(20).default(8),
    ...extras,
  })
  .strict();
export type SeriesSpec = z.infer<typeof SeriesSpec>;

export const ComboSpec = z
  .object({
    kind: z.literal("combo"),
    x: ChartAxis,
    /** Measures drawn as bars side by side, on the left axis. */
    bars: z.array(Name).min(1).max(4),
    /** Measures drawn as lines. */
    lines: z.array(Name).min(1).max(4),
    /** Which axis the lines are read on. */
    lineAxis: z.enum(["left", "right"]).default("right"),
    ...extras,
  })
  .strict();
export type ComboSpec = z.infer<typeof ComboSpec>;

export const PieSpec = z
  .object({
    kind: z.enum(["pie", "donut"]),
    by: Name,
    measure: Name,
    /** Slices beyond this many (by size) are "others", computed from their own rows. */
    maxSlices: z.number().int().min(2).max(20).default(8),
  })
  .strict();
export type PieSpec = z.infer<typeof PieSpec>;

export const ScatterSpec = z
  .object({
    kind: z.literal("scatter"),
    /** A point for each value. */
    points: Name,
    x: Name,
    y: Name,
    /** A measure the points' area shows. */
    size: Name.optional(),
    /** A dimension the points' colour shows. */
    series: Name.optional(),
  })
  .strict();
export type ScatterSpec = z.infer<typeof ScatterSpec>;

export const HeatmapSpec = z
  .object({ kind: z.literal("heatmap"), x: ChartAxis, y: ChartAxis, measure: Name })
  .strict();
export type HeatmapSpec = z.infer<typeof HeatmapSpec>;

export const CalendarSpec = z.object({ kind: z.literal("calendar"), date: Name, measure: Name }).strict();
export type CalendarSpec = z.infer<typeof CalendarSpec>;

export const TreemapSpec = z
  .object({
    kind: z.literal("treemap"),
    /** Outer first: brands, and in each its products. */
    by: z.array(Name).min(1).max(2),
    measure: Name,
  })
  .strict();
export type TreemapSpec = z.infer<typeof TreemapSpec>;

export const FunnelSpec = z
  .object({
    kind: z.literal("funnel"),
    /** A step each, first to last; with `by` the one measure of its steps. */
    measures: z.array(Name).min(1).max(12),
    /** A dimension whose values are the steps, largest first. */
    by: Name.optional(),
  })
  .strict()
  .superRefine((spec, ctx) => {
    if (spec.by === undefined ? spec.measures.length > 1 : spec.measures.length === 1) return;
    const message = "either several measures, or one and the dimension of its steps";
    ctx.addIssue({ code: "custom", path: ["measures"], message, params: { key: "funnelSteps" } });
  });
export type FunnelSpec = z.infer<typeof FunnelSpec>;

export const WaterfallSpec = z
  .object({
    kind: z.literal("waterfall"),
    /** What adds to the sum, one after the other. */
    x: ChartAxis,
    measure: Name,
    /** Ends with a bar of what they come to. */
    total: z.boolean().default(true),
  })
  .strict();
export type WaterfallSpec = z.infer<typeof WaterfallSpec>;

export const HistogramSpec = z
  .object({
    kind: z.literal("histogram"),
    /** Whose values are counted (products), by what `measure` is of each. */
    of: Name,
    measure: Name,
    /** How many bins, about: their bounds are round numbers. */
    bins: z.number().int().min(2).max(100).default(20),
    references: extras.references,
  })
  .strict();
export type HistogramSpec = z.infer<typeof HistogramSpec>;

export const ChartSpec = z.discriminatedUnion("kind", [
  SeriesSpec,
  ComboSpec,
  PieSpec,
  ScatterSpec,
  HeatmapSpec,
  CalendarSpec,
  TreemapSpec,
  FunnelSpec,
  WaterfallSpec,
  HistogramSpec,
]);
export type ChartSpec = z.infer<typeof ChartSpec>;
export type ChartKind = ChartSpec["kind"];
