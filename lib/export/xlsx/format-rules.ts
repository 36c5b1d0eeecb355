import type { PlacedRule } from "@/lib/export/xlsx/sheet-rules";
import type { ResultColumn } from "@/lib/query/result";
import type { ColumnDisplay } from "@/lib/table/column-display";
import type { FormatFacts } from "@/lib/table/format-facts";
import type { ConditionalFormat } from "@/lib/table/format-rule";
export interface RuleColumn {
  name: string;
  at: number;
  type: ResultColumn["type"];
  display?: ColumnDisplay;
}
export interface RuleSheet {
  columns: readonly RuleColumn[];
  body: { first: number; last: number };
  total: number | null;
  kinds: number | null;
  facts: FormatFacts;
}
export function formatRules(
  _formats: readonly ConditionalFormat[] | undefined,
  _sheet: RuleSheet,
): PlacedRule[] {
  return [];
}
