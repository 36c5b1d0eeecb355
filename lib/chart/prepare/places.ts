/** The places along an axis: text as it comes, time with every unit of the range. */
import { type ChartOptions, NONE } from "@/lib/chart/prepare/read-result";
import { type ChartCategory, OTHERS } from "@/lib/chart/prepared-chart";
import { fillTime, timeCategories } from "@/lib/chart/time-axis";
import type { Grain } from "@/lib/query/query";
import type { ResultColumn } from "@/lib/query/result";

export const isTime = (column: ResultColumn): boolean => column.type === "date" || column.type === "time";

export const grainOf = (column: ResultColumn): Grain | undefined =>
  column.grain ?? (column.type === "date" ? "day" : undefined);

const blank: ChartCategory = { key: null, label: null, title: null };

/** @param keys in the order to keep; time is put in its own, with its gaps. */
export function categoriesOf(
  column: ResultColumn,
  keys: readonly string[],
  options: ChartOptions,
): ChartCategory[] {
  if (!isTime(column))
    return keys.map((key) =>
      key === NONE ? blank : key === OTHERS ? { ...blank, key } : { key, label: key, title: key },
    );
  const named = keys.filter((key) => key !== NONE);
  const none = named.length < keys.length ? [blank] : [];
  const grain = grainOf(column);
  const places = fillTime(named, grain, options.timezone, options.range);
  return [...timeCategories(places, grain, options.locale, options.timezone), ...none];
}
