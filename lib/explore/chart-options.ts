/** What each kind of chart would draw of a question's parts, or why it can't. Pure. */
import type { ChartAxis, ChartSpec } from "@/lib/chart/chart-spec";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { ChartChoice, Unfit } from "@/lib/explore/suggest-chart";

type Measure = Pick<DatasetInfo["measures"][number], "name" | "additive" | "format">;

/** A question sorted by what charts can do with it. */
export interface ChartParts {
  /** Dimensions of time, each with its unit. */
  times: readonly ChartAxis[];
  categories: readonly string[];
  measures: readonly Measure[];
  parts: number | null;
  compared: boolean;
  top: number | null;
}

export interface DrawnSpec {
  spec: ChartSpec | { kind: "kpi"; measures: string[] };
  /** Measures it has no room for. */
  leaves: string[];
}

/** Past so many, slices are not told apart. */
const MOST_SLICES = 8;
/** Names along an axis, unless somebody wants more or fewer. */
const PLACES = 20;
const MOST_BARS = 4;
const MOST_KPIS = 8;
const MOST_STEPS = 12;

const names = (measures: readonly Measure[]) => measures.map(({ name }) => name);

/** Measures of the first one's unit are bars, the others lines; where all are of one, the last is the line. */
function splitCombo(measures: readonly Measure[]): { bars: string[]; lines: string[] } {
  const unit = measures[0]?.format?.style;
  const bars = measures.filter(({ format }) => format?.style === unit);
  const others = measures.filter((one) => !bars.includes(one));
  const [left, right] = others.length > 0 ? [bars, others] : [bars.slice(0, -1), bars.slice(-1)];
  return { bars: names(left).slice(0, MOST_BARS), lines: names(right).slice(0, MOST_BARS) };
}

/** What a kind of chart would draw, or why it can't. */
export function chartOption(kind: ChartChoice, parts: ChartParts): DrawnSpec | Unfit {
  const { times, categories, measures, compared } = parts;
  const count = times.length + categories.length;
  const [first, second, third] = measures;
  const [time] = times;
  const [category, other] = categories;
  if (!first) return "needsMeasure";
  const drawn = (spec: DrawnSpec["spec"], used: readonly string[]): DrawnSpec => ({
    spec,
    leaves: names(measures).filter((name) => !used.includes(name)),
  });
  const one = (spec: DrawnSpec["spec"]) => drawn(spec, [first.name]);
  const overlay = compared && time ? { overlay: "control" as const } : {};
  const top = { top: parts.top ?? PLACES };

  switch (kind) {
    case "kpi": {
      const shown = names(measures).slice(0, MOST_KPIS);
      return count > 0 ? "noDimension" : drawn({ kind, measures: shown }, shown);
    }
    case "line":
    case "area":
    case "bar": {
      if (count === 0) return "needsDimension";
      if (count > 2) return "twoDimensions";
      if (kind !== "bar" && !time) return "needsTime";
      if (count === 2 && !category) return "needsCategory";
      const x = time ?? { name: category ?? "" };
      const series = count < 2 ? undefined : time ? category : other;
      const split = series === undefined ? {} : { series };
      const stack = series !== undefined && kind !== "line" && first.additive;
      const measure = first.name;
      return one({ kind, x, measure, ...split, stack, maxSeries: 8, ...overlay, ...(time ? {} : top) });
    }
    case "combo": {
      const [x, ...more] = [...times, ...categories.map((name) => ({ name }))];
      if (!x) return "needsDimension";
      if (more.length > 0) return "oneDimension";
      if (!second) return "twoMeasures";
      const split = splitCombo(measures);
      const sameUnit =
        first.format?.style === measures.find(({ name }) => name === split.lines[0])?.format?.style;
      const lineAxis = sameUnit ? ("left" as const) : ("right" as const);
      return drawn({ kind, x, ...split, lineAxis, ...overlay }, [...split.bars, ...split.lines]);
    }
    case "pie":
    case "donut":
      if (count !== 1) return count === 0 ? "needsDimension" : "oneDimension";
      if (category === undefined) return "needsCategory";
      if (!first.additive) return "needsSum";
      if (parts.parts !== null && parts.parts > MOST_SLICES) return "manyParts";
      return one({ kind, by: category, measure: first.name, maxSlices: MOST_SLICES });
    case "scatter": {
      if (category === undefined) return "needsCategory";
      if (times.length > 0) return "needsCategory";
      if (count > 2) return "twoDimensions";
      if (!second) return "twoMeasures";
      const size = third?.additive ? { size: third.name } : {};
      const series = other === undefined ? {} : { series: other };
      const used = [first.name, second.name, ...(size.size ? [size.size] : [])];
      return drawn({ kind, points: category, x: first.name, y: second.name, ...size, ...series }, used);
    }
    case "heatmap": {
      const [x, y, ...more] = [...times, ...categories.map((name): ChartAxis => ({ name }))];
      if (!x || !y || more.length > 0) return "twoDimensions";
      return one({ kind, x, y, measure: first.name });
    }
    case "calendar":
      if (count !== 1 || !time) return count > 1 ? "oneDimension" : "needsTime";
      return time.grain === "day" ? one({ kind, date: time.name, measure: first.name }) : "needsDays";
    case "treemap":
      if (category === undefined || times.length > 0) return "needsCategory";
      if (count > 2) return "twoDimensions";
      return first.additive ? one({ kind, by: [...categories], measure: first.name }) : "needsSum";
    case "funnel": {
      const steps = names(measures).slice(0, MOST_STEPS);
      if (count === 0) return second ? drawn({ kind, measures: steps }, steps) : "steps";
      if (count > 1) return "oneDimension";
      return category === undefined ? "needsCategory" : one({ kind, measures: [first.name], by: category });
    }
    case "waterfall": {
      const [x, ...more] = [...times, ...categories.map((name): ChartAxis => ({ name }))];
      if (!x) return "needsDimension";
      if (more.length > 0) return "oneDimension";
      return first.additive ? one({ kind, x, measure: first.name, total: true }) : "needsSum";
    }
    case "histogram":
      if (count !== 1) return count === 0 ? "needsDimension" : "oneDimension";
      return category === undefined
        ? "needsCategory"
        : one({ kind, of: category, measure: first.name, bins: 20 });
  }
}
