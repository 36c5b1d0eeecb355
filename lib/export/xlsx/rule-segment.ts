/** Rules that decide among themselves, put onto cells: a column's own, or those of whole rows. Pure. */
import { and, type Expr, not, numberText } from "@/lib/export/xlsx/formula";
import {
  type ColumnOf,
  conditionExpr,
  nativeCondition,
  type PlacedColumn,
} from "@/lib/export/xlsx/rule-condition";
import type { RuleList, Span } from "@/lib/export/xlsx/rule-list";
import { INK, ruleLook, withGlyph } from "@/lib/export/xlsx/rule-look";
import { type LiveRule, onKinds, overlap } from "@/lib/export/xlsx/rule-sheet";
import { inkStretches, onStep, scaleRule, scaleSteps } from "@/lib/export/xlsx/scale-rule";
import type { RuleLook } from "@/lib/export/xlsx/styles";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { RowKind } from "@/lib/table/format-rule";

export interface Segment {
  rules: readonly LiveRule[];
  /** The column a rule looks at; undefined where the sheet has it not. */
  columnOf: (rule: LiveRule) => PlacedColumn | undefined;
  operandOf: ColumnOf;
  factsOf: (rule: LiveRule) => ColumnFacts | undefined;
  /** The facts are of the column's own cells, so that Excel may find them itself. */
  own: boolean;
}

export interface SegmentPlace {
  /** The cells that are formatted. */
  span: Span;
  /** The lines that are formatted, and all there are: Excel may have left the others already. */
  kinds: readonly RowKind[];
  among: readonly RowKind[];
  /** Rules below these whose say does not hang on what is decided here. */
  later: readonly LiveRule[];
  /** Excel's own colour scale may stand here; else it is drawn step by step. */
  scales: boolean;
  /** The pattern icons are written into; null: they are drawn by other means. */
  pattern: string | null;
}

/** What has been decided on some lines. */
interface Decided {
  when: Expr;
  kinds: readonly RowKind[];
}

const DARK: readonly string[] = [INK, "000000"];

const isEmpty = (look: RuleLook) => Object.keys(look).length === 0;

/** One rule on its way into the sheet. */
interface Step extends SegmentPlace {
  live: LiveRule;
  column: PlacedColumn;
  facts: ColumnFacts | undefined;
  /** Its own condition; and the lines it is for, and that no rule before it has decided. */
  condition: Expr;
  base: Expr;
  /** It takes the say from all that is below it. */
  stops: boolean;
  /** Excel sees in the zone what the facts were taken from. */
  all: boolean;
  /** Something lies below that might write in a colour. */
  covers: boolean;
}

function putCondition(list: RuleList, step: Step): void {
  const { live, column, span, condition, base, pattern, stops } = step;
  const { style, icon } = live.rule;
  const look: RuleLook = {
    ...ruleLook(style),
    ...(icon && pattern !== null ? { number: withGlyph(pattern, icon) } : {}),
  };
  if (isEmpty(look) && !stops) return;
  const itself = base === true && span.at === column.at && span.last === column.at;
  const native = itself ? nativeCondition(live.rule, column, step.all) : null;
  if (!native) list.when(span, and(base, condition), look, stops);
  else if (native.kind === "compare") {
    const { operator, numbers } = native;
    list.put(span, { kind: "compare", operator, formulas: numbers.map(numberText), look }, stops);
  } else list.put(span, { ...native, look }, stops);
}

function putScale(list: RuleList, step: Step): void {
  const { live, column, span, facts, condition, base, scales, stops } = step;
  const points = live.rule.scale?.points ?? [];
  const cell: Expr = { column: column.at };
  const steps = scaleSteps(points, facts);
  const itself = base === true && span.at === column.at && span.last === column.at;
  const native = scales && itself ? scaleRule(points, facts, step.all) : null;
  if (!native) {
    for (const one of steps)
      list.when(span, and(base, onStep(cell, one)), { color: one.ink, fill: one.fill }, stops);
    return;
  }
  // Excel's own scale has no ink, and can't stop what is below it. Black is what cells are written in.
  for (const one of inkStretches(steps))
    if (step.covers || !DARK.includes(one.ink)) list.when(span, onStep(cell, one), { color: one.ink });
  list.put(span, native);
  if (stops) list.when(span, condition, {}, true);
}

/**
 * Puts rules onto cells, first ones first. Where nothing below has a say of its own, one that decides stops; else those after it ask
 * whether it was met.
 */
export function putSegment(list: RuleList, segment: Segment, place: SegmentPlace): void {
  const rules = segment.rules.filter(({ rule, kinds }) => !rule.bar && overlap(kinds, place.kinds));
  const decided: Decided[] = [];
  rules.forEach((live, i) => {
    const column = segment.columnOf(live);
    if (!column) return;
    const facts = segment.factsOf(live);
    const { rule, decides } = live;
    const kinds = live.kinds.filter((kind) => place.kinds.includes(kind));
    const condition = rule.scale
      ? scaleCondition(live, column, facts)
      : conditionExpr(rule, column, segment.operandOf, facts);
    const lines = onKinds(list.zone, kinds, place.among);
    if (condition === false || lines === false) return;
    const sayBelow = place.later.some((other) => overlap(other.kinds, kinds));
    const sayAfter = rules.slice(i + 1).some((other) => overlap(other.kinds, kinds));
    const before = decided.filter((one) => overlap(one.kinds, kinds)).map(({ when }) => not(when));
    const step: Step = {
      ...place,
      live,
      column,
      facts,
      condition,
      base: and(lines, ...before),
      stops: decides && sayAfter && !sayBelow,
      all: list.zone.all && segment.own,
      covers: sayBelow || (sayAfter && !decides),
    };
    if (rule.scale) putScale(list, step);
    else putCondition(list, step);
    if (decides && sayBelow) decided.push({ when: and(lines, condition), kinds });
  });
}

/** A scale colours every number, once its ends are known. */
function scaleCondition({ rule }: LiveRule, column: PlacedColumn, facts: ColumnFacts | undefined): Expr {
  const points = rule.scale?.points ?? [];
  if (column.type !== "number" || scaleSteps(points, facts).length === 0) return false;
  return { call: "ISNUMBER", of: [{ column: column.at }] };
}
