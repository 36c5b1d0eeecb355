"use client";

import { ColumnItems } from "@/components/table/column-items";
import { ColumnLook } from "@/components/table/column-look";
import { menuColumn } from "@/components/table/menu-column";
import type { TableEdits } from "@/components/table/table-edits";
import type { TableStateHook } from "@/components/table/use-table-state";
import type { QueryInput } from "@/lib/query/query";
import type { TableColumn } from "@/lib/table/columns";
import { neighbour } from "@/lib/table/header-groups";
import type { KnownColumn } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import { sortList } from "@/lib/table/sort-list";
import type { TableConfig } from "@/lib/table/table-config";

export interface HeaderItemsProps {
  /** The column it is about. */
  headed: TableColumn;
  /** All columns shown, in order. */
  shown: readonly TableColumn[];
  /** Every column that may be shown or filtered. */
  columns: readonly KnownColumn[];
  measures: readonly { name: string; label: string }[];
  config: TableConfig;
  /** The configuration as it is drawn: what is frozen stands under the names drawn. */
  drawnConfig: TableConfig;
  /** The rows have dates that a course can be asked over. */
  hasTime: boolean;
  change: TableStateHook["change"];
  edits: TableEdits;
  /** The question whose values a column's filter offers. */
  baseOf: (name: string) => QueryInput;
  /** Undefined where the viewer may set no formats. */
  onFormat: (() => void) | undefined;
  onClose: () => void;
}

/** The items of one head's menu, of a dataset's column, of a comparison's or of one under values across. */
export function HeaderItems(props: HeaderItemsProps) {
  const { headed, shown, columns, measures, config, drawnConfig, hasTime, change, edits } = props;
  const { name, column } = headed;
  const plain = plainName(name);
  const known = menuColumn(headed, columns);
  if (!known) return null;
  const pivoted = plain !== name;
  const at = shown.findIndex((other) => other.name === name);
  const sort = sortList(config);
  const direction = sort.find((entry) => entry.column === name)?.direction ?? false;
  const side = drawnConfig.frozenColumns?.includes(name)
    ? "left"
    : drawnConfig.frozenRight?.includes(name)
      ? "right"
      : false;
  return (
    <ColumnItems
      column={known}
      base={props.baseOf(name)}
      counter={columns.find((other) => other.countsRows)?.name}
      filter={(config.filters ?? []).find((filter) => filter.name === name)}
      sorted={direction}
      frozen={side}
      grouped={config.groups?.includes(name) ?? false}
      onGroup={column.kind === "dimension" ? () => edits.group(name) : undefined}
      onMove={{
        left: edits.moveTo(name, neighbour(shown, at, -1)),
        right: edits.moveTo(name, neighbour(shown, at, 1)),
      }}
      look={
        <ColumnLook
          name={plain}
          column={column}
          config={config}
          currency={known.format?.currency}
          measures={measures}
          hasTime={hasTime && !pivoted}
          onChange={change}
        />
      }
      onSort={(to) => change({ sort: direction === to ? [] : [{ column: name, direction: to }] })}
      onThenBy={edits.thenBy(sort, name)}
      onFreeze={pivoted ? undefined : (to) => edits.freeze(name, to)}
      onHide={column.kind === "measure" ? () => edits.hide(name) : undefined}
      onFormat={props.onFormat}
      onFilter={(filter) => edits.setFilter(name, filter)}
      onClose={props.onClose}
    />
  );
}
