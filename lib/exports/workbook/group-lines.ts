/** What the lines of groups in a sheet come to, and how many lines each holds. Pure. */
import type { SheetAnswer } from "@/lib/exports/export-sheet";
import type { Cell } from "@/lib/query/result";
import { pathKey } from "@/lib/table/table-tree";

export class GroupLines {
  /** By depth, from 0: what a group comes to. */
  private readonly values: Map<string, readonly Cell[]>[];
  /** Lines of groups within a group. */
  private readonly nested: Map<string, number>[];
  private readonly sizesFrom: number | null;

  constructor({ subtotals = [], sizesFrom }: SheetAnswer, depths: number) {
    this.sizesFrom = sizesFrom;
    const listOf = (depth: number) =>
      subtotals.find(({ dimensions }) => dimensions.length === depth + 1)?.rows ?? [];
    const all = Array.from({ length: depths }, (_, depth) => depth);
    this.values = all.map(
      (depth) => new Map(listOf(depth).map((row) => [pathKey(row.slice(0, depth + 1)), row])),
    );
    this.nested = all.map(() => new Map());
    for (const depth of all)
      for (const row of listOf(depth))
        for (let above = 0; above < depth; above++) {
          const key = pathKey(row.slice(0, above + 1));
          this.nested[above]?.set(key, (this.nested[above]?.get(key) ?? 0) + 1);
        }
  }

  /** What a group comes to, as a raw row; undefined where the list of totals was cut. @param path its values */
  of(path: readonly Cell[]): readonly Cell[] | undefined {
    return this.values[path.length - 1]?.get(pathKey(path));
  }

  /** How many lines stand in a group, those of its own groups too; null where nobody knows. @param row its first one */
  linesIn(path: readonly Cell[], row: readonly Cell[]): number | null {
    if (this.sizesFrom === null) return null;
    const size = Number(row[this.sizesFrom + path.length - 1]);
    return Number.isSafeInteger(size) ? size + (this.nested[path.length - 1]?.get(pathKey(path)) ?? 0) : null;
  }
}
