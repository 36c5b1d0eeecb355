/** What a chart asks of its dataset. Pure. */
import { chartFields } from "@/lib/chart/chart-fields";
import type { ChartAxis, ChartSpec } from "@/lib/chart/chart-spec";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { DimensionRef, QueryInput, Sort } from "@/lib/query/query";

/** A thousand points of a hundred series. */
const MOST_POINTS = 100_000;

const refOf = ({ name, grain }: ChartAxis): DimensionRef => (grain ? { name, grain } : name);

/** The earlier period, where the chart draws it and there is a range to be earlier than. */
function compareOf(
  spec: ChartSpec,
  question: QueryInput,
  controls: ControlState,
): Pick<QueryInput, "compare"> {
  const overlay = "overlay" in spec ? spec.overlay : undefined;
  const compare = overlay === "control" ? controls.compare : overlay;
  return question.time && compare ? { compare } : {};
}

/** The best values of a dimension; the rest is computed from its own rows, whatever the measure. */
function topOf(spec: ChartSpec, question: QueryInput): Pick<QueryInput, "top"> {
  if (spec.kind === "pie" || spec.kind === "donut")
    return { top: { dimension: spec.by, n: spec.maxSlices, by: spec.measure, others: true } };
  const named = "top" in spec && spec.x.grain === undefined && spec.x.name !== question.time?.name;
  if (!named || spec.top === undefined) return {};
  return { top: { dimension: spec.x.name, n: spec.top, by: spec.measure, others: true } };
}

/** Time runs left to right; names come largest first. */
function sortOf(spec: ChartSpec, question: QueryInput): Sort[] {
  const { dimensions, measures } = chartFields(spec);
  const axis = dimensions[0]?.axis;
  const measure = measures[0]?.name;
  if (!axis || measure === undefined) return [];
  const inTime = axis.grain !== undefined || axis.name === question.time?.name;
  return [inTime ? { column: axis.name, direction: "asc" } : { column: measure, direction: "desc" }];
}

/** @param question the widget's dataset, filters and range. */
export function chartQuery(spec: ChartSpec, question: QueryInput, controls: ControlState): QueryInput {
  const { dimensions, measures } = chartFields(spec);
  return {
    ...question,
    dimensions: dimensions.map(({ axis }) => refOf(axis)),
    measures: [...new Set(measures.map(({ name }) => name))],
    ...compareOf(spec, question, controls),
    ...topOf(spec, question),
    sort: sortOf(spec, question),
    limit: MOST_POINTS,
  };
}
