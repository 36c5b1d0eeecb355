"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { useFormatTexts } from "@/components/table/dashboard-tables";
import type { KnownColumn } from "@/lib/table/known-columns";
import { type ConfigField, changedFields, configOver, resolveConfig } from "@/lib/table/resolve-config";
import { parseTableState } from "@/lib/table/search-params";
import type { TableConfig } from "@/lib/table/table-config";

/** A table of the dashboard, as saving needs it. */
export interface SavedTable {
  id: string;
  title: string;
  columns: KnownColumn[];
  /** The dashboard's default. */
  standard: TableConfig;
  /** Default ← view. */
  saved: TableConfig;
}

export interface TableChange {
  table: SavedTable;
  field: ConfigField;
  /** What is in force now. */
  config: TableConfig;
}

export interface TableChanges {
  /** What the URL says over what is saved. */
  changes: TableChange[];
  /** For each table, what a view must hold to keep the present state. */
  layers: Record<string, TableConfig>;
}

/** What differs from the saved view, over all tables of the dashboard. */
export function useTableChanges(tables: readonly SavedTable[]): TableChanges {
  const params = useSearchParams();
  const { readFormats } = useFormatTexts();
  return useMemo(() => {
    const changes: TableChange[] = [];
    const layers: Record<string, TableConfig> = {};
    for (const table of tables) {
      const url = parseTableState(new URLSearchParams(params), table.id, table.columns, readFormats).config;
      const config = resolveConfig(table.saved, url);
      for (const field of changedFields(table.saved, config)) changes.push({ table, field, config });
      const layer = configOver(table.standard, config);
      if (Object.keys(layer).length > 0) layers[table.id] = layer;
    }
    return { changes, layers };
  }, [params, tables, readFormats]);
}
