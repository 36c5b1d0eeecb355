/** A chart with some of its legend's entries hidden: what is left is laid out anew. */
import { layOutSlices } from "@/lib/chart/prepare/pie";
import { hideSeries } from "@/lib/chart/prepare/scale-axes";
import { layOutBlocks } from "@/lib/chart/prepare/treemap";
import { isRound, type Mark, type MarkChart, type PreparedChart } from "@/lib/chart/prepared-chart";

/** The keys that can be hidden; the last one shown can't. */
export const legendKeys = (chart: PreparedChart): string[] =>
  chart.view === "axes" ? chart.series.map(({ key }) => key) : chart.legend.map(({ key }) => key);

function hideMarks(chart: MarkChart, hidden: ReadonlySet<string>): MarkChart {
  const kept = chart.marks.flatMap((mark, i) => (hidden.has(mark.group) ? [] : [i]));
  const pick = <T>(items: T[]): T[] => kept.flatMap((i) => items.slice(i, i + 1));
  const marks = pick(chart.marks);
  const layOut = chart.kind === "treemap" ? layOutBlocks : (all: Mark[]) => all;
  const [first] = marks;
  const hole = first?.shape.type === "sector" ? first.shape.inner : 0;
  return {
    ...chart,
    marks: isRound(chart) ? layOutSlices(marks, hole) : layOut(marks),
    table: {
      ...chart.table,
      rows: [...pick(chart.table.rows), ...chart.table.rows.slice(chart.marks.length)],
    },
  };
}

/** @param hidden keys of the legend. */
export function showGroups<T extends PreparedChart>(chart: T, hidden: ReadonlySet<string>): T {
  if (hidden.size === 0) return chart;
  return (chart.view === "axes" ? hideSeries(chart, hidden) : hideMarks(chart, hidden)) as T;
}
