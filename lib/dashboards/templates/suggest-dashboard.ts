/** A dashboard made from a dataset's model: key figures, their course, what they are made of, and all of it as a table. Pure. */
import type { Box } from "@/lib/dashboards/layout";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

type Dimension = DatasetInfo["dimensions"][number];
type Measure = DatasetInfo["measures"][number];
type Text = { en: string; ko: string };
type Controls = NonNullable<DashboardSpecInput["controls"]>;
type WidgetInput = DashboardSpecInput["widgets"][number];

/** One dataset as one viewer may see it, in both languages. */
export interface DatasetModel {
  en: DatasetInfo;
  ko: DatasetInfo;
}

const WIDTH = 1152;
const GAP = 12;
const SIDE = 384;
const MOST_SELECTS = 3;
const MOST_KPIS = 4;
const MOST_METRICS = 8;

/** What sums up first, of sums money, and of all what has a good side. A count of the rows says the least. */
function worth({ additive, good, format, countsRows }: Measure): number {
  if (countsRows) return 0;
  return 1 + (good ? 4 : 0) + (additive ? 8 + (format?.style === "currency" ? 2 : 0) : 0);
}

const byWorth = (measures: readonly Measure[]) => measures.toSorted((a, b) => worth(b) - worth(a));

/** Sums first, then ratios, of which there is room for at least `ratios` where there are so many. */
function bestOf(measures: readonly Measure[], most: number, ratios: number): Measure[] {
  const ranked = byWorth(measures);
  const others = ranked.filter(({ additive }) => !additive);
  const sums = ranked.filter(({ additive }) => additive).slice(0, most - Math.min(ratios, others.length));
  return [...sums, ...others].slice(0, most);
}

/** What one filters by: the tops of hierarchies, then what is in none; what is below a top only where there is nothing else. */
function usefulDimensions({ dimensions, hierarchies }: DatasetInfo): Dimension[] {
  const texts = dimensions.filter(({ type, masked }) => type === "string" && !masked);
  const tops = new Set(hierarchies.flatMap(({ levels }) => levels.slice(0, 1)));
  const below = new Set(hierarchies.flatMap(({ levels }) => levels.slice(1)));
  const rank = ({ name }: Dimension) => (tops.has(name) ? 0 : below.has(name) ? 2 : 1);
  const ranked = texts.toSorted((a, b) => rank(a) - rank(b));
  const useful = ranked.filter((dimension) => rank(dimension) < 2);
  return useful.length > 0 ? useful : ranked;
}

/** A label within a sentence: `Brand` as `brand`, `SKU` as it is. */
const midSentence = (label: string): string =>
  /^\p{Lu}(\p{Ll}|$)/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** A name none of the controls has. */
const freeName = (wanted: string, taken: readonly string[]): string =>
  taken.includes(wanted) ? freeName(`${wanted}_by`, taken) : wanted;

/** The line and the bars beside it; either takes the row where it is alone. */
function charts(
  dataset: string,
  main: Measure,
  {
    time,
    interval,
    first,
    label,
  }: {
    time: Dimension | undefined;
    interval: string;
    first: Dimension | undefined;
    label: (name: string) => Text;
  },
): WidgetInput[] {
  const measure = label(main.name);
  const line: WidgetInput[] = time
    ? [
        {
          id: "trend",
          type: "chart",
          title: { en: `${measure.en} over time`, ko: `${measure.ko} 추이` },
          dataset,
          chart: { kind: "line", x: { name: `$${interval}` }, measure: main.name, overlay: "control" },
        },
      ]
    : [];
  if (!first) return line;
  const by = label(first.name);
  return [
    ...line,
    {
      id: "parts",
      type: "chart",
      title: { en: `${measure.en} by ${midSentence(by.en)}`, ko: `${by.ko}별 ${measure.ko}` },
      dataset,
      chart: { kind: "bar", x: { name: first.name }, measure: main.name, horizontal: true, top: 10 },
    },
  ];
}

/** The table: along the first hierarchy, folded at its top; else by the first dimension, else by month. */
function table(
  { id, hierarchies, dimensions }: DatasetInfo,
  measures: readonly Measure[],
  {
    time,
    first,
    label,
    ko,
  }: {
    time: Dimension | undefined;
    first: Dimension | undefined;
    label: (name: string) => Text;
    ko: DatasetInfo;
  },
): WidgetInput {
  const main = byWorth(measures)[0];
  const shown = new Set(bestOf(measures, MOST_METRICS, 2));
  const metrics = measures.filter((measure) => shown.has(measure)).map(({ name }) => name);
  const masked = new Set(dimensions.filter((dimension) => dimension.masked).map(({ name }) => name));
  const hierarchy = hierarchies.find(({ levels }) => !levels.some((level) => masked.has(level)));
  const rows = first ?? dimensions.find((dimension) => dimension !== time && !dimension.masked);
  const config = {
    metrics,
    ...(main
      ? {
          sort: { column: main.name, direction: "desc" as const },
          ...(main.additive ? { displays: { [main.name]: { kind: "bar" as const } } } : {}),
        }
      : {}),
    pageSize: 20,
  };
  const at = (column: string, width: number) => ({
    columnWidths: { [column]: width },
    frozenColumns: [column],
  });
  const levels = hierarchy?.levels ?? [];
  const [top] = levels;
  const last = levels.at(-1);
  if (hierarchy && top !== undefined && last !== undefined)
    return {
      id: "rows",
      type: "table",
      title: {
        en: hierarchy.label,
        ko: ko.hierarchies.find(({ name }) => name === hierarchy.name)?.label ?? hierarchy.label,
      },
      dataset: id,
      dimensions: [last],
      config: { ...config, groups: levels.slice(0, -1), ...at(top, 260) },
    };
  if (rows || !time) {
    const name = (rows ?? dimensions[0])?.name ?? "";
    const by = label(name);
    return {
      id: "rows",
      type: "table",
      title: { en: `By ${midSentence(by.en)}`, ko: `${by.ko}별` },
      dataset: id,
      dimensions: [name],
      config: { ...config, ...at(name, 200) },
    };
  }
  return {
    id: "rows",
    type: "table",
    title: { en: "By month", ko: "월별" },
    dataset: id,
    dimensions: [{ name: time.name, grain: "month" }],
    config: { ...config, sort: { column: time.name, direction: "desc" }, ...at(time.name, 160) },
  };
}

/** The boxes of the widgets, in their order: key figures, charts side by side, the table. */
function boxesOf(widgets: readonly WidgetInput[]): Record<string, Box> {
  const both = widgets.filter(({ type }) => type === "chart").length > 1;
  const boxes: Record<string, Box> = {};
  let y = 0;
  for (const { id, type } of widgets) {
    const h = type === "kpi" ? 92 : type === "chart" ? 320 : 440;
    if (type === "chart" && both)
      boxes[id] = id === "trend" ? { x: 0, y, w: WIDTH - SIDE - GAP, h } : { x: WIDTH - SIDE, y, w: SIDE, h };
    else boxes[id] = { x: 0, y, w: WIDTH, h };
    if (!(both && id === "trend")) y += h + GAP;
  }
  return boxes;
}

/**
 * The dashboard of a dataset: its dates, its most useful filters and a grain; up to four measures, the first of them over time and by the
 * first dimension, and a table along its hierarchy. What the viewer sees but not its values stays out.
 */
export function suggestDashboard(
  { en, ko }: DatasetModel,
  { slug, name }: Pick<DashboardSpecInput, "slug" | "name">,
): DashboardSpecInput {
  const open = en.dimensions.filter(({ masked }) => !masked);
  const dates = open.filter(({ type }) => type === "date" || type === "time");
  const time = dates.find((dimension) => dimension.name === en.defaultTime) ?? dates[0];
  const useful = usefulDimensions(en);
  const measures = en.measures.filter(({ masked }) => !masked);
  const labelIn = ({ dimensions, measures: all }: DatasetInfo, field: string) =>
    [...dimensions, ...all].find((one) => one.name === field)?.label ?? field;
  const label = (field: string): Text => ({ en: labelIn(en, field), ko: labelIn(ko, field) });
  const selects = useful.slice(0, MOST_SELECTS);
  const interval = freeName(
    "interval",
    selects.map((dimension) => dimension.name),
  );
  const [main] = byWorth(measures);
  const [first] = useful;

  const controls: Controls = [
    ...(time
      ? [
          {
            type: "date_range" as const,
            dimension: time.name,
            default: { from: "now-28d", to: "now-1d" },
            compare: "previous_period" as const,
          },
        ]
      : []),
    ...selects.map((dimension) => ({
      type: "select" as const,
      name: dimension.name,
      dataset: en.id,
      dimension: dimension.name,
      label: label(dimension.name),
    })),
    ...(time && main
      ? [
          {
            type: "grain_switch" as const,
            name: interval,
            label: { en: "Interval", ko: "집계 단위" },
            dimension: time.name,
            options: ["day" as const, "week" as const, "month" as const],
          },
        ]
      : []),
  ];
  const figures = bestOf(measures, MOST_KPIS, 1);
  const widgets: WidgetInput[] = [
    ...(figures.length > 0
      ? [
          {
            id: "kpis",
            type: "kpi" as const,
            title: { en: "Key figures", ko: "핵심 지표" },
            dataset: en.id,
            measures: figures.map((measure) => measure.name),
          },
        ]
      : []),
    ...(main ? charts(en.id, main, { time, interval, first, label }) : []),
    table(en, measures, { time, first, label, ko }),
  ];
  return { slug, name, controls, widgets, layout: { width: WIDTH, widgets: boxesOf(widgets) } };
}
