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
    if ((!best || rollup.rows < best.rows) && misfit(plan, keys, rollup) === null) best = rollup;
  return best ? reroute(plan, keys, best) : plan;
}

type Keys = readonly (string | null)[];

const storedKey = (aggregate: PlanAggregate): string | null =>
  isMergeable(aggregate) ? aggregateKey(aggregate) : null;

/** Why a rollup can't answer a plan: what it does not keep, or what has changed since. `name` is a dimension's. */
export interface RollupMisfit {
  reason: "aggregate" | "column" | "grain" | "time" | "behind";
  name?: string;
}

/** What keeps a rollup from giving the same answer; null where it gives it. Pure. */
export const rollupMisfit = (plan: Plan, rollup: RollupTable): RollupMisfit | null =>
  misfit(plan, plan.aggregates.map(storedKey), rollup);

function misfit(plan: Plan, keys: Keys, rollup: RollupTable): RollupMisfit | null {
  const column = ({ dimension, masked }: Pick<PlanColumn, "dimension" | "masked">) =>
    masked ? undefined : rollup.columns.get(dimension);
  /** Every single value is there; rows that move between days need that too. */
  const whole = (found: RollupColumn | undefined) => found?.grain === "day";
  const lacking = ({ dimension, masked }: PlanColumn): RollupMisfit => ({
    reason: column({ dimension, masked }) ? "grain" : "column",
    name: dimension,
  });
  if (!keys.every((key) => key !== null && rollup.aggregates.has(key))) return { reason: "aggregate" };
  for (const { on } of [...plan.rowRules, ...plan.filters, ...(plan.search ?? [])])
    if (!whole(column(on))) return lacking(on);
  for (const dimension of plan.dimensions) {
    const found = column(dimension);
    if (whole(found)) continue;
    if (!found || dimension.moves || !isCoarser(dimension.grain ?? "day", found.grain, plan))
      return lacking(dimension);
  }
  return timeMisfit(plan.time, rollup);
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
function timeMisfit(time: PlanTime | null, { columns, time: own, behind }: RollupTable): RollupMisfit | null {
  if (!time) return behind.length === 0 ? null : { reason: "behind" };
  const grain = columns.get(time.dimension)?.grain;
  if (!grain) return { reason: "column", name: time.dimension };
  const windows = time.previous ? [time.window, time.previous] : [time.window];
  if (grain !== "day" && !windows.every((window) => isAligned(window, UNITS[grain])))
    return { reason: "time" };
  if (behind.length === 0) return null;
  const changed =
    time.dimension !== own || behind.some((days) => windows.some((window) => overlaps(days, window)));
  return changed ? { reason: "behind" } : null;
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
