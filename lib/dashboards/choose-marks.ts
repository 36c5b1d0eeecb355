/** What a click adds to what is chosen on a widget, or takes away. Pure. */
import type { CrossCondition, CrossFilter } from "@/lib/dashboards/cross-filter";
import { lastDay } from "@/lib/query/drill";
import type { Grain } from "@/lib/query/query";
import { addDays } from "@/lib/query/relative-date";

type TimeRange = Extract<CrossCondition, { grain: Grain }>;

const HOUR = 3_600_000;

/** One mark's value of a dimension, as its answer has it: at a grain the unit that begins there. */
export function conditionOf(dimension: string, value: string | null, grain?: Grain): CrossCondition {
  if (value === null || grain === undefined) return { dimension, values: [value] };
  return { dimension, grain, from: value, to: grain === "hour" ? value : lastDay(value, grain) };
}

const moment = (text: string) => Date.parse(text);

function covers(all: CrossCondition, one: CrossCondition): boolean {
  if (all.dimension !== one.dimension) return false;
  if ("values" in all) return "values" in one && one.values.every((value) => all.values.includes(value));
  return "grain" in one && moment(all.from) <= moment(one.from) && moment(one.to) <= moment(all.to);
}

const named = (conditions: readonly CrossCondition[], dimension: string) =>
  conditions.find((condition) => condition.dimension === dimension);

/**
 * Whether a mark or row is among what is chosen: it has all of the dimensions chosen by, each with a value of theirs.
 * @param part of a mark is asked, and what it does not say is left open
 */
export const isChosen = (
  chosen: readonly CrossCondition[],
  mark: readonly CrossCondition[],
  part = false,
): boolean => {
  const asked = chosen.filter(({ dimension }) => !part || named(mark, dimension));
  return (
    asked.length > 0 &&
    asked.every((all) => {
      const own = named(mark, all.dimension);
      return own !== undefined && covers(all, own);
    })
  );
};

const sameDimensions = (a: readonly CrossCondition[], b: readonly CrossCondition[]) =>
  a.length === b.length && a.every(({ dimension }) => named(b, dimension));

/** The unit after one, or before it: of hours an hour, of all else the days next to it. */
const step = (grain: Grain, text: string, by: 1 | -1): string =>
  grain === "hour" ? new Date(moment(text) + by * HOUR).toISOString() : (addDays(text, by) ?? text);

/** Both, where they are of one kind: values side by side, time as one stretch. Null where they can't be one. */
function union(a: CrossCondition, b: CrossCondition): CrossCondition | null {
  if ("values" in a) return "values" in b ? { ...a, values: [...new Set([...a.values, ...b.values])] } : null;
  if (!("grain" in b) || a.grain !== b.grain) return null;
  const from = moment(b.from) < moment(a.from) ? b.from : a.from;
  return { ...a, from, to: moment(b.to) > moment(a.to) ? b.to : a.to };
}

/** What is left without `one`; a stretch of time stays one: it ends before what is taken out of its middle. Null: nothing. */
function without(all: CrossCondition, one: CrossCondition): CrossCondition | null {
  if ("values" in all) {
    const gone = "values" in one ? one.values : [];
    const values = all.values.filter((value) => !gone.includes(value));
    return values.length > 0 ? { ...all, values } : null;
  }
  const taken = one as TimeRange;
  if (moment(all.from) < moment(taken.from)) return { ...all, to: step(all.grain, taken.from, -1) };
  if (moment(taken.to) < moment(all.to)) return { ...all, from: step(all.grain, taken.to, 1) };
  return null;
}

/**
 * What is chosen after a click on `pick`. Without `add` it is chosen alone, or nothing where it was alone already. With it, it comes
 * to what was chosen, dimension by dimension: two cells of a heat map choose their rows and columns, and where these meet. What
 * was chosen goes out of every dimension that has others left.
 */
export function chooseMark(
  before: readonly CrossCondition[],
  pick: readonly CrossCondition[],
  add: boolean,
): CrossCondition[] {
  const same = sameDimensions(before, pick);
  if (!add) {
    const alone = same && isChosen(before, pick) && isChosen(pick, before);
    return alone ? [] : [...pick];
  }
  if (!same) return [...pick];
  if (isChosen(before, pick)) {
    const left = before.map((all) => {
      const own = named(pick, all.dimension);
      return own ? without(all, own) : all;
    });
    // Of a dimension with this value alone nothing would be left, and nothing is no filter: the others give way.
    return left.every((one) => one === null)
      ? []
      : left.map((one, i) => one ?? (before[i] as CrossCondition));
  }
  const joined = before.map((all) => {
    const own = named(pick, all.dimension);
    return own ? union(all, own) : null;
  });
  return joined.some((one) => one === null) ? [...pick] : joined.flatMap((one) => one ?? []);
}

/** The page's filters with `conditions` as what is chosen on `source`. */
export function replaceSource(
  filters: readonly CrossFilter[],
  source: string,
  conditions: CrossCondition[],
): CrossFilter[] {
  const next = conditions.length > 0 ? [{ source, conditions }] : [];
  if (!filters.some((filter) => filter.source === source)) return [...filters, ...next];
  return filters.flatMap((filter) => (filter.source === source ? next : [filter]));
}
