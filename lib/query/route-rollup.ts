import type { Rollup } from "@/lib/datasets/rollup-schema";
import type { Plan, PlanAggregate, PlanColumn, PlanCondition, PlanTime, PlanWindow } from "@/lib/query/plan";
import { isMergeable } from "@/lib/query/plan-expr";
import type { Grain } from "@/lib/query/query";
import { endOf, ISO_CALENDAR, startOf } from "@/lib/query/relative-date";
import { aggregateKey, type RollupColumn, type RollupTable } from "@/lib/query/rollup-table";

/**
 * Answers a plan from the smallest rollup that gives the same answer, or leaves it as it is. Pure. What a viewer may not see
 * is a condition or a stand-in like any other: where a rollup can't apply it, it is not used.
 */
export function routeRollup(plan: Plan, rollups: readonly RollupTable[]): Plan {
  if (rollups.length === 0) return plan;
  const keys = plan.aggregates.map(storedKey);
  if (keys.includes(null)) return plan;
  let best: RollupTable | undefined;
  for (const rollup of rollups)
    if ((!best || rollup.rows < best.rows) && fits(plan, keys, rollup)) best = rollup;
  return best ? reroute(plan, keys, best) : plan;
}

type Keys = readonly (string | null)[];

const storedKey = (aggregate: PlanAggregate): string | null =>
  isMergeable(aggregate) ? aggregateKey(aggregate) : null;

function fits(plan: Plan, keys: Keys, rollup: RollupTable): boolean {
  const column = ({ dimension, masked }: Pick<PlanColumn, "dimension" | "masked">) =>
    masked ? undefined : rollup.columns.get(dimension);
  /** Every single value is there; rows that move between days need that too. */
  const whole = (found: RollupColumn | undefined) => found?.grain === "day";
  return (
    keys.every((key) => key !== null && rollup.aggregates.has(key)) &&
    [...plan.rowRules, ...plan.filters, ...(plan.search ?? [])].every(({ on }) => whole(column(on))) &&
    plan.dimensions.every((dimension) => {
      const found = column(dimension);
      if (whole(found)) return true;
      return found && !dimension.moves && isCoarser(dimension.grain ?? "day", found.grain, plan);
    }) &&
    timeFits(plan.time, rollup)
  );
}

/** Whether units of `asked` are made of whole units of `kept`, whose weeks begin on Monday. */
function isCoarser(
  asked: Grain,
  kept: Rollup["grain"],
  { weekStart, fiscalYearStart }: Pick<Plan, "weekStart" | "fiscalYearStart">,
): boolean {
  const calendarQuarters = (fiscalYearStart - 1) % 3 === 0;
  switch (kept) {
    case "day":
      return asked !== "hour";
    case "week":
      return asked === "week" && weekStart === 1;
    case "month":
      return /^(month|(fiscal_)?(quarter|year))$/.test(asked);
    case "quarter":
      return asked === "quarter" || asked === "year" || (asked.startsWith("fiscal_") && calendarQuarters);
    case "year":
      return asked === "year" || (asked === "fiscal_year" && fiscalYearStart === 1);
  }
}

const UNITS = { week: "w", month: "M", quarter: "Q", year: "y" } as const;

/** Windows begin and end where the kept units do, and no day in them has changed since. */
function timeFits(time: PlanTime | null, { columns, time: own, behind }: RollupTable): boolean {
  if (!time) return behind.length === 0;
  const grain = columns.get(time.dimension)?.grain;
  if (!grain) return false;
  const windows = time.previous ? [time.window, time.previous] : [time.window];
  if (grain !== "day" && !windows.every((window) => isAligned(window, UNITS[grain]))) return false;
  if (behind.length === 0) return true;
  return time.dimension === own && !behind.some((days) => windows.some((window) => overlaps(days, window)));
}

const isAligned = ({ from, to }: PlanWindow, unit: (typeof UNITS)[keyof typeof UNITS]): boolean =>
  startOf(from, unit, ISO_CALENDAR) === from && endOf(to, unit, ISO_CALENDAR) === to;

const overlaps = (a: PlanWindow, b: PlanWindow): boolean => a.from <= b.to && b.from <= a.to;

/**
 * Whether months may stand for their days: only the window asks for days. Compared rows move by days or years; once they are
 * cut to months that is not the same.
 */
function takesMonths(plan: Plan, { months, time }: RollupTable): boolean {
  if (!months || (plan.time && plan.time.dimension !== time)) return false;
  const isTime = ({ dimension }: PlanColumn) => dimension === time;
  return (
    !plan.dimensions.some(
      (dimension) =>
        isTime(dimension) && (plan.time?.previous || !isCoarser(dimension.grain ?? "day", "month", plan)),
    ) && ![...plan.rowRules, ...plan.filters].some(({ on }) => isTime(on))
  );
}

/** Whether a rollup has just the dimensions asked for, as they are kept. Moved rows may meet: the 29th of February has no other. */
function holdsGroups({ dimensions, time }: Plan, { columns }: RollupTable): boolean {
  if (time?.previous || columns.size === 0) return false;
  return [...columns].every(([name, { grain: kept }]) =>
    dimensions.some(({ dimension, grain, type }) => {
      if (dimension !== name) return false;
      return kept === "day" ? grain === null || (grain === "day" && type === "date") : grain === kept;
    }),
  );
}

function reroute(plan: Plan, keys: Keys, rollup: RollupTable): Plan {
  const at = (dimension: string) => {
    const column = rollup.columns.get(dimension);
    if (!column) throw new Error(`no ${dimension} in rollup ${rollup.name}`);
    return column.at;
  };
  const moved = <T extends PlanColumn>(column: T): T => ({ ...column, at: at(column.dimension) });
  const condition = ({ on, test }: PlanCondition): PlanCondition => ({ on: moved(on), test });
  return {
    ...plan,
    relation: rollup.table,
    rollup: rollup.name,
    ...(holdsGroups(plan, rollup) ? { areGroups: true } : {}),
    ...(rollup.months && takesMonths(plan, rollup) ? { months: rollup.months } : {}),
    joins: [],
    dimensions: plan.dimensions.map(moved),
    time: plan.time && { ...plan.time, at: at(plan.time.dimension) },
    rowRules: plan.rowRules.map(condition),
    filters: plan.filters.map(condition),
    ...(plan.search ? { search: plan.search.map(condition) } : {}),
    aggregates: plan.aggregates.map(({ fn }, i): PlanAggregate => {
      const value = rollup.aggregates.get(keys[i] ?? "");
      if (!value) throw new Error(`no ${keys[i]} in rollup ${rollup.name}`);
      return { fn, value, where: [], stored: true };
    }),
  };
}
