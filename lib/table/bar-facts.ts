/** What bars of a table's cells are held against: all lines of their level, not those that happen to be here. Pure. */
import type { Result } from "@/lib/query/result";
import type { TableColumn } from "@/lib/table/columns";
import {
  type FactNeed,
  type FactQuery,
  type FormatFacts,
  factQueries,
  factsOfRows,
} from "@/lib/table/format-facts";
import { plainName } from "@/lib/table/pivot-column";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import {
  type LineQuery,
  lineQuery,
  type TableSource,
  type TableTree,
  valuesAbove,
} from "@/lib/table/table-tree";

/** The ends of each column that is shown as bars; a measure under values across once. */
export function barNeeds(columns: readonly Pick<TableColumn, "column">[]): FactNeed[] {
  const names = columns.flatMap(({ column }) =>
    column.display?.kind === "bar" && !column.masked ? [plainName(column.name)] : [],
  );
  return [...new Set(names)].map((column) => ({
    column,
    top: [1],
    bottom: [1],
    average: false,
    percentiles: [],
  }));
}

export interface BarLevel {
  source: TableSource;
  /** Of the answer. */
  tree: TableTree;
  asked: { root: LineQuery; config: TableConfig; into: LinePath };
  level: number;
}

/** The facts of a level as far as the answer at hand knows all of it; null where it has to be asked. */
export function factsAtHand(
  { tree, asked: { root }, level }: BarLevel,
  result: Result,
  needs: readonly FactNeed[],
): FormatFacts | null {
  if (level > root.last || level < root.level) return null;
  if (level < root.last || root.folded !== null) {
    // Subtotals are of all groups, whichever page is shown.
    const size = valuesAbove(tree, level + 1) - valuesAbove(tree, root.level);
    const rows = result.subtotals?.find(({ dimensions }) => dimensions.length === size)?.rows;
    return rows ? factsOfRows({ ...result, rows }, needs) : null;
  }
  return result.meta.truncated || (root.query.offset ?? 0) > 0 ? null : factsOfRows(result, needs);
}

/** The questions that tell them; none where no one question does: inside of rows, and where rows decide which groups stay. */
export function barQueries(
  { source, tree, asked, level }: BarLevel,
  needs: readonly FactNeed[],
): FactQuery[] {
  const { root, config, into } = asked;
  if (level > Math.max(root.last, tree.rows)) return [];
  const lines =
    level === root.last
      ? root
      : lineQuery(source, config, into, { open: level - root.level, limit: 1, offset: 0 });
  if (lines.folded !== null) return [];
  const measures = new Set(source.columns.filter(({ kind }) => kind === "measure").map(({ name }) => name));
  return factQueries(lines.query, needs).map((fact) => {
    if (fact.of === undefined) return fact;
    // A filter on measures keeps rows by their totals: their cells may be anything, and no bar may end where its lane does.
    const filters = fact.query.filters?.filter(({ name }) => !measures.has(name)) ?? [];
    return { ...fact, query: { ...fact.query, filters } };
  });
}
