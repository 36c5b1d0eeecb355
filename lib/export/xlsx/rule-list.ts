/** The rules of one zone of a sheet, as they are put there. Pure. */
import { areaName } from "@/lib/export/xlsx/cell-address";
import { type Expr, formulaText, LONGEST_FORMULA } from "@/lib/export/xlsx/formula";
import type { Zone } from "@/lib/export/xlsx/rule-sheet";
import type { PlacedRule, SheetRule } from "@/lib/export/xlsx/sheet-rules";
import type { RuleLook } from "@/lib/export/xlsx/styles";

/** Columns of an area, both in it. */
export interface Span {
  at: number;
  last: number;
}

export class RuleList {
  readonly placed: PlacedRule[] = [];

  constructor(readonly zone: Zone) {}

  /** @param stops rules after it have no say where it is met; only rules with a look of their own can */
  put({ at, last }: Span, rule: SheetRule, stops = false): void {
    const area = areaName({
      column: at,
      row: this.zone.first,
      lastColumn: last,
      lastRow: this.zone.last,
    });
    this.placed.push({ area, rule, stops });
  }

  /** Where a formula is true. One that is too long for Excel is left out: it would take the sheet for damaged. */
  when(span: Span, when: Expr, look: RuleLook, stops = false): void {
    if (when === false) return;
    const formula = formulaText(when, this.zone.first);
    if (formula.length <= LONGEST_FORMULA) this.put(span, { kind: "formula", formula, look }, stops);
  }
}
