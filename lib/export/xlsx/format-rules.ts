/**
 * A table's conditional formats, and its displays, as Excel's own rules: what lib/table/pivot-formats.ts draws, cell by cell, on a
 * light screen. Excel takes rules in order, and one that stops takes all after it away from its cell. Pure.
 */
import { putColumn } from "@/lib/export/xlsx/column-rules";
import { RuleList } from "@/lib/export/xlsx/rule-list";
import { putSegment, type Segment } from "@/lib/export/xlsx/rule-segment";
import {
  type LiveRule,
  liveRules,
  type RuleColumn,
  type RuleSheet,
  zonesOf,
} from "@/lib/export/xlsx/rule-sheet";
import type { PlacedRule } from "@/lib/export/xlsx/sheet-rules";
import { type ColumnFacts, factsUnder } from "@/lib/table/format-facts";
import type { ConditionalFormat } from "@/lib/table/format-rule";
import { plainName } from "@/lib/table/pivot-column";

export type { RuleColumn, RuleSheet } from "@/lib/export/xlsx/rule-sheet";

/** Whether a sheet with lines above the rows needs the hidden column of kinds for these formats. */
export const needsKinds = (
  formats: readonly ConditionalFormat[] | undefined,
  columns: readonly Pick<RuleColumn, "display">[] = [],
): boolean => liveRules(formats ?? []).length > 0 || columns.some(({ display }) => display?.kind === "bar");

/** Rules of a column that all format whole rows do to its own cells what they do to the others. */
const onlyRows = (own: readonly LiveRule[], rows: readonly LiveRule[], name: string): boolean =>
  own.every(({ rule }) => rule.bar || (rule.scope === "row" && !rule.icon)) &&
  rows.every(({ column }) => column === name);

class SheetPlan {
  private readonly live: readonly LiveRule[];
  private readonly byName: ReadonlyMap<string, RuleColumn>;
  readonly rows: Segment;

  constructor(
    private readonly formats: readonly ConditionalFormat[],
    private readonly sheet: RuleSheet,
  ) {
    this.byName = new Map(
      sheet.columns.filter(({ masked }) => !masked).map((column) => [column.name, column]),
    );
    this.live = liveRules(formats);
    this.rows = {
      rules: this.live.filter(({ rule }) => rule.scope === "row"),
      columnOf: ({ column }) => this.byName.get(column),
      operandOf: (name) => this.byName.get(name),
      factsOf: ({ column }) => sheet.facts[column],
      own: true,
    };
  }

  /** Of the column by its own name. */
  private named(column: RuleColumn): Segment {
    const own = this.live.filter((live) => live.column === column.name);
    const { rules } = this.rows;
    return {
      rules: onlyRows(own, rules, column.name) ? own.filter(({ rule }) => rule.bar) : own,
      columnOf: () => column,
      operandOf: (name) => this.byName.get(name),
      factsOf: () => this.sheet.facts[column.name],
      own: true,
    };
  }

  /** Of the measure whose cells under some values across the column holds. */
  private under(column: RuleColumn, plain: string): Segment {
    const values = column.name.slice(plain.length);
    const facts = factsUnder(this.sheet.facts);
    return {
      rules: this.live.filter((live) => live.column === plain && live.rule.scope !== "row"),
      columnOf: () => column,
      operandOf: (name) => this.byName.get(name + values) ?? this.byName.get(name),
      factsOf: () => facts[plain],
      own: false,
    };
  }

  segments(column: RuleColumn): Segment[] {
    const plain = plainName(column.name);
    if (column.masked) return [];
    if (plain === column.name) return [this.named(column)];
    const named = this.formats.some((format) => format.column === column.name);
    return named ? [this.named(column), this.rows, this.under(column, plain)] : [this.under(column, plain)];
  }

  /** What its bars are held against: its own cells, or those of its measure under all values across. */
  barFacts({ name }: RuleColumn): { facts: ColumnFacts | undefined; ownFacts: boolean } {
    const plain = plainName(name);
    return plain === name
      ? { facts: this.sheet.facts[name], ownFacts: true }
      : { facts: factsUnder(this.sheet.facts)[plain], ownFacts: false };
  }

  /** The measure a column's progress is held against, under the same values across. */
  target({ name, display }: RuleColumn): RuleColumn | undefined {
    if (display?.kind !== "progress" || display.of === undefined) return undefined;
    return this.byName.get(display.of + name.slice(plainName(name).length));
  }
}

/** The table's conditional formats (and displays: bar, progress) as native rules, the same colours as on a light screen. */
export function formatRules(
  formats: readonly ConditionalFormat[] | undefined,
  sheet: RuleSheet,
): PlacedRule[] {
  const plan = new SheetPlan(formats ?? [], sheet);
  const places = sheet.columns.map(({ at }) => at);
  if (places.length === 0) return [];
  const span = { at: Math.min(...places), last: Math.max(...places) };
  return zonesOf(sheet).flatMap((zone) => {
    const list = new RuleList(zone);
    for (const column of sheet.columns)
      if (!column.masked)
        putColumn(list, {
          column,
          segments: plan.segments(column),
          rows: plan.rows,
          ...plan.barFacts(column),
          target: plan.target(column),
        });
    putSegment(list, plan.rows, {
      span,
      kinds: zone.kinds,
      among: zone.kinds,
      later: [],
      scales: false,
      pattern: null,
    });
    return list.placed;
  });
}
