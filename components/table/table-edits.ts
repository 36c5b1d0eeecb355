/** What a reader does to a table's configuration, from its header, its menus and its cells. */
import type { TableStateHook } from "@/components/table/use-table-state";
import type { Filter, QueryInput, Sort } from "@/lib/query/query";
import { groupBy, moveColumn, toggleLine } from "@/lib/table/change-structure";
import type { KnownColumn } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import { sortList } from "@/lib/table/sort-list";
import type { DataLine } from "@/lib/table/table-lines";
import { shownMetrics } from "@/lib/table/table-query";
import { type LineQuery, openLevels, type TableTree } from "@/lib/table/table-tree";

/** As many as a question takes. */
const MOST_SORTS = 10;

export interface EditedTable {
  change: TableStateHook["change"];
  base: QueryInput;
  columns: readonly KnownColumn[];
  /** Names of the columns drawn, in order. */
  shown: readonly string[];
  /** The column of the levels, and the dimensions that share it. */
  levels: { name: string | null; shared: readonly string[] };
  tree: TableTree;
  root: LineQuery;
}

export type TableEdits = ReturnType<typeof tableEdits>;

export function tableEdits({ change, base, columns, shown, levels, tree, root }: EditedTable) {
  const isDimension = (name: string) =>
    columns.some((column) => column.kind === "dimension" && column.name === name);
  const setMetrics = (update: (shown: readonly string[]) => string[]) =>
    change((now) => {
      const before = shownMetrics(base, now);
      const next = update(before);
      const left = sortList(now).filter(
        ({ column }) => !before.includes(plainName(column)) || next.includes(plainName(column)),
      );
      return {
        metrics: next,
        // The order of all columns would go before that of the metrics.
        ...(now.order ? { order: now.order.filter(isDimension) } : {}),
        ...(now.hidden ? { hidden: now.hidden.filter((name) => !next.includes(name)) } : {}),
        // What is out of sight must not decide the order.
        ...(left.length < sortList(now).length ? { sort: left } : {}),
      };
    });
  return {
    setMetrics,
    setFilter: (name: string, filter: Filter | undefined) =>
      change(({ filters: before = [] }) => {
        const at = before.findIndex((other) => other.name === name);
        const rest = before.filter((other) => other.name !== name);
        if (filter) rest.splice(at < 0 ? rest.length : at, 0, filter);
        return { filters: rest };
      }),
    /** Sorts by a column after those that sort already; undefined where none does, and where no more fit. */
    thenBy: (sort: readonly Sort[], name: string) => {
      const others = sort.filter(({ column }) => column !== name);
      if (others.length === 0 || others.length >= MOST_SORTS) return undefined;
      return (direction: Sort["direction"]) => change({ sort: [...others, { column: name, direction }] });
    },
    setWidth: (name: string, width: number | null) =>
      change(
        (now) => {
          // Under values across all columns of a kind are as wide.
          const kind = plainName(name);
          const { [kind]: _old, ...rest } = now.columnWidths ?? {};
          return { columnWidths: width === null ? rest : { ...rest, [kind]: width } };
        },
        { replace: true },
      ),
    hide: (name: string) => setMetrics((now) => now.filter((other) => other !== plainName(name))),
    freeze: (name: string, side: "left" | "right" | false) =>
      change(({ frozenColumns = [], frozenRight = [] }) => {
        const same = name === levels.name ? levels.shared : [name];
        const left = frozenColumns.filter((other) => !same.includes(other));
        const right = frozenRight.filter((other) => !same.includes(other));
        return {
          frozenColumns: side === "left" ? [...left, name] : left,
          frozenRight: side === "right" ? [...right, name] : right,
        };
      }),
    /** Puts a column where another stands; undefined where none does. */
    moveTo: (name: string, onto: string | undefined) =>
      onto === undefined ? undefined : () => change((now) => moveColumn(now, shown, columns, name, onto)),
    group: (name: string) =>
      change(({ groups = [] }) =>
        groupBy(groups.includes(name) ? groups.filter((other) => other !== name) : [...groups, name]),
      ),
    toggle: (line: DataLine) =>
      change((now) =>
        toggleLine(now, line.path, {
          open: line.open,
          byLevel: root.level + line.depth < openLevels(tree, now.expanded),
        }),
      ),
  };
}
