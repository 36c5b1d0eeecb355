/** What one column of a sheet is drawn with: its bars, its icons, its own rules. Pure. */
import { and, call, type Expr } from "@/lib/export/xlsx/formula";
import { type IconList, iconRule } from "@/lib/export/xlsx/icon-rule";
import type { RuleList } from "@/lib/export/xlsx/rule-list";
import { barColor, withBefore } from "@/lib/export/xlsx/rule-look";
import { putSegment, type Segment } from "@/lib/export/xlsx/rule-segment";
import { onKinds, type RuleColumn, type Zone } from "@/lib/export/xlsx/rule-sheet";
import type { RulePoint, SheetRule } from "@/lib/export/xlsx/sheet-rules";
import type { ColumnDisplay } from "@/lib/table/column-display";
import { asNumber } from "@/lib/table/compare-values";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { DataBar, RowKind } from "@/lib/table/format-rule";
import { FULL } from "@/lib/table/suitable-displays";

export interface ColumnPlan {
  column: RuleColumn;
  /** Those that go first, first. */
  segments: readonly Segment[];
  /** The rules for whole rows, which lie below all of these; among `segments` too where others lie below them. */
  rows: Segment;
  /** Of the column's bars; and whether they are of its own cells, so that Excel may find them itself. */
  facts: ColumnFacts | undefined;
  ownFacts: boolean;
  /** The measure its progress is held against. */
  target: RuleColumn | undefined;
}

/** What Excel draws beside a cell's look, on lines of one kind. */
interface Pictures {
  bar: SheetRule | null;
  icons: SheetRule | null;
  /** Its scales, as they are written. */
  scales: string;
}

const num = (value: number): RulePoint => ({ at: "num", value });

/** A lane as the screen's: from zero, unless somebody has said otherwise. */
function barRule(bar: DataBar, facts: ColumnFacts | undefined, all: boolean): SheetRule | null {
  const low = bar.min ?? asNumber(facts?.bottom[1]);
  const high = bar.max ?? asNumber(facts?.top[1]);
  if (low === null || high === null) return null;
  const [from, to] = [bar.min ?? Math.min(0, low), bar.max ?? Math.max(0, high)];
  if (to <= from) return null;
  return {
    kind: "bar",
    color: barColor(bar),
    min: bar.min === undefined && all ? { at: "min" } : num(from),
    max: bar.max === undefined && all ? { at: "max" } : num(to),
  };
}

/** A column that is shown as bars, or as its way towards a number. */
function displayRule(
  display: ColumnDisplay | undefined,
  kind: RowKind,
  facts: ColumnFacts | undefined,
  all: boolean,
): SheetRule | null {
  if (display?.kind === "progress" && display.of === undefined)
    return { kind: "bar", color: barColor({}), min: num(0), max: num(display.target ?? FULL) };
  // A total would dwarf what it is the total of.
  if (display?.kind !== "bar" || kind !== "data") return null;
  const lane = barRule({}, facts, all) ?? { kind: "bar", min: { at: "min" }, max: { at: "max" } };
  return { ...lane, color: barColor({}), negative: barColor({ tone: "negative" }) } as SheetRule;
}

function picturesOf(plan: ColumnPlan, kind: RowKind, zone: Zone): Pictures {
  const { column, segments, rows, facts, ownFacts } = plan;
  if (column.type !== "number") return { bar: null, icons: null, scales: "" };
  const lists = segments
    .filter((segment) => segment !== rows)
    .map((segment) =>
      segment.rules.filter(({ kinds }) => kinds.includes(kind)).map((live) => ({ live, segment })),
    );
  const all = lists.flat();
  const bars = all.flatMap(({ live, segment }) => {
    const rule = live.rule.bar && barRule(live.rule.bar, segment.factsOf(live), zone.all && segment.own);
    return rule ? [rule] : [];
  });
  const icons = lists.flatMap((list): IconList[] => {
    const [first] = list;
    return first ? [{ rules: list.map(({ live }) => live), facts: first.segment.factsOf(first.live) }] : [];
  });
  return {
    bar: bars[0] ?? displayRule(column.display, kind, facts, zone.all && ownFacts),
    icons: iconRule(icons),
    scales: JSON.stringify(all.flatMap(({ live: { rule } }) => rule.scale ?? [])),
  };
}

const BLOCKS = 5;

/** The way towards another measure of the row: Excel's bars know one target for all, so the lane is written. */
function putProgress(list: RuleList, { column, target }: ColumnPlan): void {
  if (column.display?.kind !== "progress" || !target || column.type !== "number") return;
  const [value, wanted]: Expr[] = [{ column: column.at }, { column: target.at }];
  if (value === undefined || wanted === undefined) return;
  const known = and(call("ISNUMBER", value), call("ISNUMBER", wanted), call(">", wanted, 0));
  for (let full = BLOCKS; full >= 0; full--) {
    const lane = "▰".repeat(full) + "▱".repeat(BLOCKS - full);
    const reached = full === 0 ? true : call(">=", call("/", value, wanted), full / BLOCKS);
    // Division by zero is an error, and AND has none: IF asks for the target first.
    const when = call("IF", known, reached, false);
    list.when({ at: column.at, last: column.at }, when, {
      number: withBefore(column.pattern ?? "General", lane),
    });
  }
}

/** Puts a column's pictures and rules, those for whole rows aside. */
export function putColumn(list: RuleList, plan: ColumnPlan): void {
  const { zone } = list;
  const { column, segments, rows } = plan;
  const span = { at: column.at, last: column.at };
  const pattern = column.pattern ?? (column.type === "string" ? "@" : "General");
  putProgress(list, plan);
  const pictures = new Map(zone.kinds.map((kind) => [kind, picturesOf(plan, kind, zone)]));
  const keys = new Map([...pictures].map(([kind, one]) => [kind, JSON.stringify(one)]));
  const main = zone.kinds.find((kind) => {
    const one = pictures.get(kind);
    return one?.bar || one?.icons || one?.scales.includes("points");
  });
  const own = zone.kinds.filter((kind) => main === undefined || keys.get(kind) === keys.get(main));
  const others = zone.kinds.filter((kind) => !own.includes(kind));
  const put = (from: readonly Segment[], kinds: readonly RowKind[], below: Segment | null) => {
    from.forEach((segment, i) => {
      const later = [...from.slice(i + 1), ...(below ? [below] : [])].flatMap(({ rules }) => rules);
      putSegment(list, segment, {
        span,
        kinds,
        among: kinds === own && others.length > 0 ? own : zone.kinds,
        later: later.filter(({ rule }) => !rule.bar),
        scales: kinds === own,
        pattern: segment === rows || (kinds === own && main && pictures.get(main)?.icons) ? null : pattern,
      });
    });
  };
  if (others.length > 0) {
    // Pictures have no condition: lines that are not theirs get all they have first, and then nothing more.
    put(segments.includes(rows) ? segments : [...segments, rows], others, null);
    list.when(span, onKinds(zone, others, zone.kinds), {}, true);
  }
  const drawn = main && pictures.get(main);
  if (drawn?.bar) list.put(span, drawn.bar);
  if (drawn?.icons) list.put(span, drawn.icons);
  put(segments, own, segments.includes(rows) ? null : rows);
}
