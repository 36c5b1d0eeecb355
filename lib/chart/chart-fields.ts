/** Which of a dataset's names a chart uses, with where in its spec they stand. */
import type { ChartAxis, ChartSpec } from "@/lib/chart/chart-spec";

export interface ChartFields {
  /** `written`: as the spec has it, where a name may stand alone. */
  dimensions: { path: string; axis: ChartAxis; written: ChartAxis | string }[];
  measures: { path: string; name: string }[];
  /** The dimension whose values have colours. */
  colored?: string;
}

const plain = (path: string, name: string) => ({ path, axis: { name }, written: name });
const along = (path: string, axis: ChartAxis) => ({ path, axis, written: axis });
const listed = (path: string, all: readonly string[]) =>
  all.map((name, i) => ({ path: `${path}.${i}`, name }));

export function chartFields(spec: ChartSpec): ChartFields {
  switch (spec.kind) {
    case "bar":
    case "line":
    case "area":
      return {
        dimensions: [
          along("x", spec.x),
          ...(spec.series === undefined ? [] : [plain("series", spec.series)]),
        ],
        measures: [{ path: "measure", name: spec.measure }],
        ...(spec.series === undefined ? {} : { colored: spec.series }),
      };
    case "combo":
      return {
        dimensions: [along("x", spec.x)],
        measures: [...listed("bars", spec.bars), ...listed("lines", spec.lines)],
      };
    case "pie":
    case "donut":
      return {
        dimensions: [plain("by", spec.by)],
        measures: [{ path: "measure", name: spec.measure }],
        colored: spec.by,
      };
    case "scatter":
      return {
        dimensions: [
          plain("points", spec.points),
          ...(spec.series === undefined ? [] : [plain("series", spec.series)]),
        ],
        measures: [
          { path: "x", name: spec.x },
          { path: "y", name: spec.y },
          ...(spec.size === undefined ? [] : [{ path: "size", name: spec.size }]),
        ],
        ...(spec.series === undefined ? {} : { colored: spec.series }),
      };
    case "heatmap":
      return {
        dimensions: [along("x", spec.x), along("y", spec.y)],
        measures: [{ path: "measure", name: spec.measure }],
      };
    case "calendar":
      return {
        dimensions: [{ path: "date", axis: { name: spec.date, grain: "day" }, written: spec.date }],
        measures: [{ path: "measure", name: spec.measure }],
      };
    case "treemap":
      return {
        dimensions: spec.by.map((name, i) => plain(`by.${i}`, name)),
        measures: [{ path: "measure", name: spec.measure }],
        ...(spec.by[0] === undefined ? {} : { colored: spec.by[0] }),
      };
    case "funnel":
      return {
        dimensions: spec.by === undefined ? [] : [plain("by", spec.by)],
        measures: listed("measures", spec.measures),
      };
    case "waterfall":
      return {
        dimensions: [along("x", spec.x)],
        measures: [{ path: "measure", name: spec.measure }],
      };
    case "histogram":
      return {
        dimensions: [plain("of", spec.of)],
        measures: [{ path: "measure", name: spec.measure }],
      };
  }
}
