/** Days of a zone as instants, in words all dialects share. */
import type { Bind } from "@/lib/query/dialects/dialect";
import type { PlanTime } from "@/lib/query/plan";

/**
 * The instant at which a day begins in a zone. Where clocks go back at one o'clock (Havana, the Azores), midnight comes twice and
 * databases mean the second: the first is just after the day before. Constant to a planner, which an instant plus an interval is not.
 * @param day prints a date; each time it is needed
 */
export function midnight(day: () => string, zone: string, bind: Bind): string {
  const at = (time: string) => `(${time} at time zone ${bind(zone)})`;
  const moment = "interval '1 microsecond'";
  const after = `(${at(`(${day()}::timestamp - ${moment})`)} at time zone 'UTC' + ${moment})`;
  return `least(${at(`${day()}::timestamp`)}, (${after} at time zone 'UTC'))`;
}

/**
 * A row of the previous window where it stands in the current one.
 * @param interval prints how far, each time it is needed
 */
export function moveRow(
  sql: string,
  { type, window }: Pick<PlanTime, "type" | "window">,
  zone: string,
  bind: Bind,
  interval: () => string,
): string {
  const local = () => (type === "time" ? `(${sql} at time zone ${bind(zone)})` : sql);
  const moved = () => `(${local()} + ${interval()})`;
  // A year after 28 February is not 29 February, where the window begins.
  const leaps = window.from.endsWith("-02-29");
  const day = () => (leaps ? `greatest(${moved()}::date, ${bind(window.from)}::date)` : `${moved()}::date`);
  if (type === "date") return day();
  return `(${leaps ? `(${day()} + ${moved()}::time)` : moved()} at time zone ${bind(zone)})`;
}
