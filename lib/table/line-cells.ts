/** Where the values of a tree's lines are: for formats, which ask by name, and for find, which counts rows. Pure. */
import type { Cell } from "@/lib/query/result";
import type { TableColumn } from "@/lib/table/columns";
import { dimensionName } from "@/lib/table/known-columns";
import type { CellOf } from "@/lib/table/meets-rule";
import type { LinePath } from "@/lib/table/table-config";
import type { DataLine, TableLine, TreeColumns } from "@/lib/table/table-lines";
import { type LineQuery, pathKey, type TableTree } from "@/lib/table/table-tree";

const known = new WeakMap<TreeColumns["columns"], ReadonlyMap<string, number>>();

/** Places by name, found once for all lines: a pivot has hundreds of columns. */
function placesOf(columns: TreeColumns["columns"]): ReadonlyMap<string, number> {
  const found = known.get(columns) ?? new Map(columns.map(({ name }, i) => [name, i]));
  known.set(columns, found);
  return found;
}

/** A line's cells by name: its own level's value, the measures, and the dimensions it stands in. */
export function lineCells(line: DataLine, { columns, shared }: TreeColumns, tree: TableTree): CellOf {
  const isTree = columns[0]?.kind === "dimension";
  const places = placesOf(columns);
  const names = tree.levels.flat().map(dimensionName);
  return (name) => {
    if (isTree && name === line.own?.name) return line.cells[0];
    if (isTree && shared.includes(name)) return line.path[names.indexOf(name)];
    const at = places.get(name);
    const column = at === undefined ? undefined : columns[at];
    if (at === undefined || !column) return undefined;
    if (column.kind === "dimension" && !line.detailed) return undefined;
    return line.cells[at];
  };
}

/** The line of each row of a page; a row within a closed group is on that group's line. */
export function linesOfRows(
  lines: readonly TableLine[],
  rows: readonly (readonly Cell[])[],
  tree: TableTree,
  { level, last }: Pick<LineQuery, "level" | "last">,
  into: LinePath,
): (number | undefined)[] {
  const at = new Map<string, number>();
  lines.forEach((line, i) => {
    if ("cells" in line && line.kind !== "subtotal") at.set(line.key, i);
  });
  const sizes = tree.levels.slice(level, last + 1).map((refs) => refs.length);
  const lengths = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size, 0)).reverse();
  return rows.map((row) => {
    for (const length of lengths) {
      const line = at.get(pathKey([...into, ...row.slice(0, length)]));
      if (line !== undefined) return line;
    }
    return undefined;
  });
}

/** The dimensions to look through, by name, and where the grid shows them: the rows' own level in the column of the levels. */
export function searchedPlaces(
  shown: readonly Pick<TableColumn, "name" | "column">[],
  columns: TreeColumns | null,
  treeColumn: string | null,
  last: number,
): Map<string, number> {
  const own = columns?.own[last]?.name;
  return new Map(
    shown.flatMap(({ name, column }, place) => {
      if (column.kind !== "dimension") return [];
      return [[name === treeColumn ? (own ?? name) : name, place] as const];
    }),
  );
}
