/** What chosen marks mean for a widget's question. Pure. */
import type { Clock, ControlState } from "@/lib/dashboards/control-state";
import {
  type CrossCondition,
  type CrossFilter,
  fitsType,
  isChosenOn,
  openDimension,
  takesFilter,
} from "@/lib/dashboards/cross-filter";
import type { DataWidget, Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { Filter } from "@/lib/query/query";
import { resolveDay } from "@/lib/query/relative-date";
import { keepValues } from "@/lib/table/value-filter";

const HOUR = 3_600_000;

/** What others' marks ask of a widget: of the dimensions its dataset has, too. Its own marks ask nothing of it. */
export function conditionsFor(
  widget: Widget,
  filters: readonly CrossFilter[],
  dimensions: DatasetInfo["dimensions"],
): CrossCondition[] {
  if (!takesFilter(widget)) return [];
  return filters
    .filter((filter) => !isChosenOn(filter, widget.id))
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => {
      const known = openDimension(dimensions, condition.dimension);
      return known !== undefined && fitsType(condition, known.type);
    });
}

/** A condition as filters of a query. */
export function conditionFilters(condition: CrossCondition): Filter[] {
  const { dimension: name } = condition;
  if ("values" in condition) return [keepValues(name, condition.values)];
  const { grain, from, to } = condition;
  if (grain !== "hour") return [{ name, op: "between", values: [from, to] }];
  return [
    { name, op: "gte", values: [from] },
    { name, op: "lt", values: [new Date(Date.parse(to) + HOUR).toISOString()] },
  ];
}

const laterOf = (a: string, b: string) => (a > b ? a : b);
const earlierOf = (a: string, b: string) => (a < b ? a : b);

/** A range and a stretch of the same days, as days; null where they don't meet. */
export function meetingDays(
  range: { from: string; to: string },
  days: { from: string; to: string },
  { now, timezone, calendar }: Clock,
): { from: string; to: string } | null {
  const start = resolveDay(range.from, "from", now, timezone, calendar);
  const end = resolveDay(range.to, "to", now, timezone, calendar);
  if (start === null || end === null) return null;
  const [from, to] = [laterOf(start, days.from), earlierOf(end, days.to)];
  return from <= to ? { from, to } : null;
}

/**
 * A widget and the controls as it reads them, under `conditions`. Days narrow the date range, so that what is compared with is the
 * time before them; all else are filters like its own.
 */
export function underConditions<W extends DataWidget>(
  widget: W,
  controls: ControlState,
  conditions: readonly CrossCondition[],
  clock: Clock,
): { widget: W; controls: ControlState } {
  let { range } = controls;
  const filters: Filter[] = [];
  for (const condition of conditions) {
    const days = "grain" in condition && condition.grain !== "hour" ? condition : null;
    const met = days && range?.name === days.dimension ? meetingDays(range, days, clock) : null;
    if (met && range) range = { ...range, ...met };
    else filters.push(...conditionFilters(condition));
  }
  if (conditions.length === 0) return { widget, controls };
  return {
    widget: { ...widget, filters: [...widget.filters, ...filters] },
    controls: { ...controls, range },
  };
}
