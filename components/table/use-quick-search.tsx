"use client";

import { type KeyboardEvent, type ReactNode, useMemo, useRef } from "react";
import { QuickSearch } from "@/components/table/quick-search";
import type { TableStateHook } from "@/components/table/use-table-state";
import type { KnownColumn } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import { searchedDimensions, type TableTree } from "@/lib/table/table-tree";

export interface QuickSearchInput {
  title: string;
  columns: readonly KnownColumn[];
  tree: TableTree;
  config: TableConfig;
  change: TableStateHook["change"];
}

/** A table's quick search: its field, what it looks for, and the key that opens it from anywhere in the table. */
export function useQuickSearch({ title, columns, tree, config, change }: QuickSearchInput): {
  /** Empty for nothing. */
  search: string;
  onSearch: (text: string) => void;
  /** Nothing where there is no text to search. */
  field: ReactNode;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const open = useRef<(() => void) | null>(null);
  const searched = useMemo(() => searchedDimensions({ columns }, tree), [columns, tree]);
  const search = searched.length > 0 ? (config.search ?? "") : "";
  // Letter after letter is one step back.
  const onSearch = (text: string) => change({ search: text }, { replace: search !== "" && text !== "" });
  return {
    search,
    onSearch,
    field:
      searched.length > 0 ? (
        <QuickSearch
          title={title}
          columns={searched.map((name) => columns.find((column) => column.name === name)?.label ?? name)}
          value={search}
          onSearch={onSearch}
          opener={open}
        />
      ) : null,
    onKeyDown: (event) => {
      const { key, ctrlKey, metaKey, altKey, target, currentTarget } = event;
      if (key !== "/" || event.defaultPrevented || ctrlKey || metaKey || altKey || !open.current) return;
      // What floats above the page is a child to React alone; in fields and opened texts it is a letter.
      const inside = target instanceof Element && currentTarget.contains(target);
      if (!inside || target.closest("input, textarea, select, [data-text]")) return;
      event.preventDefault();
      open.current();
    },
  };
}
