/** What a table's grand total can be broken down by. Pure. */
import { groupBy } from "@/lib/table/change-structure";
import { dimensionName, type KnownColumn } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import type { TableSource, TableTree } from "@/lib/table/table-tree";

/** As many as a menu shows at once. */
const MOST = 8;

/**
 * The dimensions the whole may be taken apart by, those above the rows in a hierarchy first: none that a level of the table shows
 * already, and no days, of which there are too many to be parts.
 */
export function totalParts(
  { columns, hierarchies }: Pick<TableSource, "columns" | "hierarchies">,
  tree: TableTree,
): KnownColumn[] {
  const shown = new Set(
    tree.levels
      .slice(0, tree.rows + 1)
      .flat()
      // What stands across already takes the whole apart.
      .concat(tree.pivot ?? [])
      .map(dimensionName),
  );
  const drilled = new Set(
    tree.levels
      .slice(tree.rows + 1)
      .flat()
      .map(dimensionName),
  );
  const possible = columns.filter(
    ({ name, kind, type, aliased }) =>
      kind === "dimension" &&
      !aliased &&
      (type === "string" || type === "boolean") &&
      // What rows drill down to is made of them, not the other way round.
      !shown.has(name) &&
      !drilled.has(name),
  );
  const above = hierarchies.flatMap(({ levels }) => (levels.some((level) => shown.has(level)) ? levels : []));
  const rank = ({ name }: KnownColumn) => {
    const at = above.indexOf(name);
    return at < 0 ? above.length : at;
  };
  return [...possible].sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** The whole in its parts: they stand as groups above all that is there. */
export const breakDown = ({ groups = [] }: TableConfig, name: string): TableConfig =>
  groupBy([name, ...groups.filter((other) => other !== name)]);
