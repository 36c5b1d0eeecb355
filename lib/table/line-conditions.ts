/** What a table's line stands for, dimension by dimension. Pure. */
import { conditionOf } from "@/lib/dashboards/choose-marks";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";
import type { DimensionRef } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";
import { dimensionName } from "@/lib/table/known-columns";
import type { LinePath } from "@/lib/table/table-config";
import type { TableTree } from "@/lib/table/table-tree";

const fieldOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : ref.name);

/**
 * The values of a line from the top of its table, as conditions; of a dimension that stands there twice the finer one.
 * @param open the dimensions its reader may filter by. @param only the one column that is meant, by its name in the table
 */
export function lineConditions(
  tree: Pick<TableTree, "levels">,
  path: LinePath,
  columns: readonly Pick<KnownColumn, "name" | "type">[],
  open: ReadonlySet<string>,
  only?: string,
): CrossCondition[] {
  const found = new Map<string, CrossCondition>();
  tree.levels
    .flat()
    .slice(0, path.length)
    .forEach((ref, i) => {
      const field = fieldOf(ref);
      if (!open.has(field) || (only !== undefined && dimensionName(ref) !== only)) return;
      const type = columns.find(({ name }) => name === dimensionName(ref))?.type;
      const grain =
        (typeof ref === "string" ? undefined : ref.grain) ?? (type === "date" ? "day" : undefined);
      const value = path[i] ?? null;
      found.set(field, conditionOf(field, value === null ? null : String(value), grain));
    });
  return [...found.values()];
}
