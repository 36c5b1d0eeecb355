/** What a sheet is, to the rules that go over it. Pure. */
import { call, type Expr, or } from "@/lib/export/xlsx/formula";
import type { PlacedColumn } from "@/lib/export/xlsx/rule-condition";
import type { ColumnDisplay } from "@/lib/table/column-display";
import type { FormatFacts } from "@/lib/table/format-facts";
import type { ConditionalFormat, FormatRule, RowKind } from "@/lib/table/format-rule";

export interface RuleColumn extends PlacedColumn {
  name: string;
  display?: ColumnDisplay;
  /** Excel's pattern of its cells, for icons that stand in it. */
  pattern?: string;
  /** Its cells say why there is no value: no rule looks at them. */
  masked?: boolean;
}

export interface RuleSheet {
  columns: readonly RuleColumn[];
  /** Rows of the sheet, both ends in it: all lines of the body (rows, groups, subtotals), without heads. */
  body: { first: number; last: number };
  /** The grand total's row; null: none. */
  total: number | null;
  /** The 0-based column of a hidden column that says of each line "data", "subtotal" or "total"; null: every line is data. */
  kinds: number | null;
  facts: FormatFacts;
  /** Some of the rows of data are in another sheet: Excel can't find ends and averages in this one. */
  partial?: boolean;
}

/** Lines of a sheet that follow each other, and what Excel can know of them. */
export interface Zone {
  first: number;
  last: number;
  kinds: readonly RowKind[];
  /** The column that says which; null where all are of one kind. */
  kindColumn: number | null;
  /** It is all rows of data, and nothing else. */
  all: boolean;
}

const KINDS: readonly RowKind[] = ["data", "subtotal", "total"];

/** A sheet's zones: its body, and its grand total. */
export function zonesOf({ body, total, kinds, partial = false }: RuleSheet): Zone[] {
  const zones: Zone[] = [];
  if (body.last >= body.first)
    zones.push({
      ...body,
      kinds: kinds === null ? ["data"] : KINDS,
      kindColumn: kinds,
      all: kinds === null && !partial,
    });
  if (total !== null)
    zones.push({ first: total, last: total, kinds: ["total"], kindColumn: null, all: false });
  return zones;
}

/** True on lines of these kinds, where all that are left are `among`. */
export function onKinds({ kindColumn }: Zone, kinds: readonly RowKind[], among: readonly RowKind[]): Expr {
  const others = among.filter((kind) => !kinds.includes(kind));
  if (others.length === 0) return true;
  if (kindColumn === null) return false;
  const is = (kind: RowKind) => call("=", { column: kindColumn }, kind);
  const [other] = others;
  if (other !== undefined && others.length === 1) return call("<>", { column: kindColumn }, other);
  const own = kinds.filter((kind) => among.includes(kind));
  return own.length > 0 ? or(...own.map(is)) : false;
}

/** A rule that has a say, and on which lines. */
export interface LiveRule {
  /** The column it looks at. */
  column: string;
  rule: FormatRule;
  /** No rule after it has a say, once it fits. */
  decides: boolean;
  kinds: readonly RowKind[];
}

/** The rules that are switched on, in order. */
export const liveRules = (formats: readonly ConditionalFormat[]): LiveRule[] =>
  formats.flatMap(({ column, match, rules }) =>
    rules
      .filter(({ enabled }) => enabled !== false)
      .map((rule) => ({
        column,
        rule,
        decides: match !== "all" && !rule.bar,
        kinds: rule.on ?? ["data"],
      })),
  );

export const overlap = (a: readonly RowKind[], b: readonly RowKind[]): boolean =>
  a.some((kind) => b.includes(kind));
