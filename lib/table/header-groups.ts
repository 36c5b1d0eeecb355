/** What heads a table's columns above their names: values of a pivot, and a measure over its comparisons. Pure. */
import type { Locale } from "@/lib/format/format";
import { cellText, type DrawnColumn, type TableColumn } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { plainName } from "@/lib/table/pivot-column";

/** One heading of a column, above its name. */
export interface ColumnHead {
  /** Neighbours with the same one share the heading. */
  key: string;
  text: string;
  /** A value across, the totals of the rows, or a measure over what it is compared with. */
  kind: "value" | "total" | "measure";
}

type Part = "current" | "previous" | "delta" | "change";

export interface HeadWords {
  /** A value that is null. */
  nothing: string;
  /** Over the totals of the rows. */
  total: string;
  /** What a comparison's parts are called below their measure. */
  parts: Record<Part, string>;
}

export interface HeadInput {
  /** The dimensions across, outermost first, as this table writes them. */
  across: readonly DrawnColumn[];
  /** Measures by name. */
  measureLabel: (name: string) => string;
  /** Whether a column has a name of its own in this table. */
  renamed: (name: string) => boolean;
  words: HeadWords;
  locale: Locale;
  timezone: string;
}

const measureOf = (name: string) => comparisonColumn(plainName(name))?.measure ?? plainName(name);
const valuesKey = ({ column }: TableColumn) => JSON.stringify(column.pivot ?? null);

/** For each column how many neighbours, itself included, compare the same measure under the same values. */
function comparedRuns(columns: readonly TableColumn[]): number[] {
  const keys = columns.map((shown) =>
    shown.column.kind === "measure" ? `${valuesKey(shown)} ${measureOf(shown.name)}` : null,
  );
  const lengths: number[] = [];
  for (let from = 0; from < keys.length; ) {
    let to = from + 1;
    while (to < keys.length && keys[from] !== null && keys[to] === keys[from]) to++;
    for (let i = from; i < to; i++) lengths.push(to - from);
    from = to;
  }
  return lengths;
}

/** The columns with their headings; as they are where nothing stands above a name. */
export function withHeads(columns: readonly TableColumn[], input: HeadInput): TableColumn[] {
  const { across, words, locale, timezone } = input;
  const pivoted = across.length > 0 && columns.some(({ column }) => column.pivot);
  const runs = comparedRuns(columns);
  const compares = runs.some((length) => length > 1);
  if (!pivoted && !compares) return [...columns];
  return columns.map((shown, i): TableColumn => {
    if (shown.column.kind !== "measure") return shown;
    const { pivot } = shown.column;
    const values = pivoted
      ? across.map((column, level): ColumnHead | null => {
          if (!pivot) return level === 0 ? { key: "total", text: words.total, kind: "total" } : null;
          const value = pivot[level] ?? null;
          return {
            key: JSON.stringify(pivot.slice(0, level + 1)),
            text: value === null ? words.nothing : cellText(column, value, locale, timezone),
            kind: "value",
          };
        })
      : [];
    if (!compares) return { ...shown, heads: values };
    const measure = measureOf(shown.name);
    const compared = (runs[i] ?? 1) > 1;
    const head: ColumnHead | null = compared
      ? { key: `${valuesKey(shown)} ${measure}`, text: input.measureLabel(measure), kind: "measure" }
      : null;
    const part: Part = comparisonColumn(plainName(shown.name))?.part ?? "current";
    return {
      ...shown,
      heads: [...values, head],
      ...(compared && !input.renamed(shown.name) ? { short: words.parts[part] } : {}),
    };
  });
}

/** Where a column stands, from its outermost heading to its name. */
export const columnPath = ({ heads, column }: Pick<TableColumn, "heads" | "column">): string[] => [
  ...(heads ?? []).flatMap((head) => (head && head.kind !== "measure" ? [head.text] : [])),
  column.label,
];

/** A column's whole name, for where it stands alone. */
export const fullName = (shown: Pick<TableColumn, "heads" | "column">): string =>
  columnPath(shown).join(" / ");

/** A heading over the columns from `from` on. */
export interface HeadCell extends ColumnHead {
  from: number;
  span: number;
}

/**
 * The rows of headings above the columns' names, outermost first. What scrolls and what is frozen share none.
 * @param zoneOf at which edge a column is held, or none
 */
export function headRows(
  columns: readonly Pick<TableColumn, "heads">[],
  zoneOf: (column: number) => string = () => "",
): HeadCell[][] {
  const depth = Math.max(0, ...columns.map(({ heads }) => heads?.length ?? 0));
  return Array.from({ length: depth }, (_, level) => {
    const row: HeadCell[] = [];
    columns.forEach(({ heads }, i) => {
      const head = heads?.[level];
      if (!head) return;
      const last = row.at(-1);
      const joins = last && last.key === head.key && last.from + last.span === i;
      if (joins && zoneOf(i) === zoneOf(last.from)) last.span += 1;
      else row.push({ ...head, from: i, span: 1 });
    });
    return row;
  });
}

/** Who stands beside a column; under values across only what is under the same ones does. */
export function neighbour(shown: readonly TableColumn[], at: number, by: number): string | undefined {
  const other = shown[at + by];
  const same =
    JSON.stringify(other?.column.pivot) === JSON.stringify(shown[at]?.column.pivot) &&
    other?.column.kind === shown[at]?.column.kind;
  return same || !shown.some(({ beside }) => beside) ? other?.name : undefined;
}

/** Up to so many heads are all drawn: they cost little, and Tab reaches each of them. */
const WHOLE_HEADS = 40;

/**
 * The columns whose heads are drawn, in order; undefined for all.
 * @param drawn the columns whose cells are @param held the head one is at: it stays with its neighbours, where arrows lead
 */
export function drawnHeads(
  count: number,
  drawn: readonly number[] | undefined,
  held: number | null,
): readonly number[] | undefined {
  if (!drawn || count <= WHOLE_HEADS) return undefined;
  const kept = held === null ? [] : [held - 1, held, held + 1].filter((i) => i >= 0 && i < count);
  return [...new Set([...drawn, ...kept])].sort((a, b) => a - b);
}
