/** A column's icons as one of Excel's icon sets, where numbers alone decide. Pure. */
import { ICONS } from "@/lib/export/xlsx/rule-look";
import type { LiveRule } from "@/lib/export/xlsx/rule-sheet";
import type { SheetRule } from "@/lib/export/xlsx/sheet-rules";
import { asNumber } from "@/lib/table/compare-values";
import { compileFormats } from "@/lib/table/conditional-format";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { ConditionalFormat, FormatIcon, FormatRule } from "@/lib/table/format-rule";

const MOST_STEPS = 5;
const LEAST_STEPS = 3;
/** Where no value is: a set needs three steps, two of them may be all there is to say. */
const BEYOND = 1e306;

/** The numbers at which a rule changes its mind; null where it looks at more than its own number. */
function bounds({ condition, value }: FormatRule, facts: ColumnFacts | undefined): number[] | null {
  switch (condition) {
    case undefined:
    case "is_null":
      return [];
    case "contains":
      return null;
    case "top_n":
    case "bottom_n": {
      const fact = (condition === "top_n" ? facts?.top : facts?.bottom)?.[Number(value)];
      const bound = asNumber(fact);
      return bound === null ? [] : [bound];
    }
    case "above_average":
      return typeof facts?.average === "number" ? [facts.average] : [];
    default: {
      const numbers = (Array.isArray(value) ? value : [value]).map((one) =>
        typeof one === "object" ? null : asNumber(one),
      );
      return numbers.every((one) => one !== null && Number.isFinite(one)) ? (numbers as number[]) : null;
    }
  }
}

interface Run {
  from?: number;
  above?: boolean;
  icon: FormatIcon | undefined;
}

/** The icon of each stretch of numbers, lowest first; null where a single number stands out, which no set says. */
function runsOf(at: readonly number[], iconAt: (value: number) => FormatIcon | undefined): Run[] | null {
  const runs: Run[] = [{ icon: iconAt((at[0] ?? 0) - 1) }];
  const add = (run: Run) => {
    const last = runs.at(-1);
    if (last?.icon === run.icon) return true;
    runs.push(run);
    return last?.from !== run.from || last?.from === undefined;
  };
  for (const [i, bound] of at.entries()) {
    const next = at[i + 1];
    const beyond = next === undefined ? bound + Math.abs(bound) + 1 : bound + (next - bound) / 2;
    if (!add({ from: bound, icon: iconAt(bound) })) return null;
    if (!add({ from: bound, above: true, icon: iconAt(beyond) })) return null;
  }
  return runs;
}

/** Rules that decide among themselves, and the facts they go by. */
export interface IconList {
  rules: readonly Pick<LiveRule, "rule" | "decides">[];
  facts: ColumnFacts | undefined;
}

const VALUE = "value";

/** The icon a number gets; the first list's before the next one's. */
function iconsOf(lists: readonly IconList[]): (value: number) => FormatIcon | undefined {
  const formatters = lists.map(({ rules, facts }) => {
    const formats = rules.map(
      ({ rule, decides }): ConditionalFormat => ({
        column: VALUE,
        match: decides ? "first" : "all",
        rules: [{ ...rule, on: ["data"] }],
      }),
    );
    return compileFormats(formats, facts ? { [VALUE]: facts } : {});
  });
  return (value) => {
    const icons = formatters.map((formatter) => formatter(() => value, "data")(VALUE)?.icon);
    return icons.find((icon) => icon !== undefined);
  };
}

/**
 * One icon set for all icons of a column of numbers; null where its rules look at other columns or texts, or say more than five
 * steps.
 */
export function iconRule(lists: readonly IconList[]): SheetRule | null {
  const ruled = lists.flatMap(({ rules, facts }) => rules.map(({ rule }) => ({ rule, facts })));
  if (!ruled.some(({ rule }) => rule.icon)) return null;
  const found = new Set<number>();
  for (const { rule, facts } of ruled) {
    const own = bounds(rule, facts);
    if (!own) return null;
    for (const bound of own) found.add(bound);
  }
  const at = [...found].sort((a, b) => a - b);
  const runs = runsOf(at, iconsOf(lists));
  if (!runs || runs.length > MOST_STEPS || runs.every(({ icon }) => !icon)) return null;
  const last = runs.at(-1)?.icon;
  for (let i = 1; runs.length < LEAST_STEPS; i++) runs.push({ from: BEYOND * i, icon: last });
  return {
    kind: "icons",
    steps: runs.map(({ icon, ...run }) => ({ ...run, icon: icon ? ICONS[icon] : null })),
  };
}
