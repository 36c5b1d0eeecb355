"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { KnownColumn } from "@/lib/table/known-columns";
import { configOver, resolveConfig } from "@/lib/table/resolve-config";
import { parseTableState, searchString, writeTableState } from "@/lib/table/search-params";
import type { TableConfig } from "@/lib/table/table-config";

export interface TableStateHook {
  /** In force: default ← view ← URL. */
  config: TableConfig;
  page: number;
  /** Puts fields over the present configuration, into the URL. Goes to the first page when rows may change. */
  change: (fields: TableConfig, options?: { replace?: boolean }) => void;
  setPage: (page: number) => void;
  /** Back to what is saved: takes this table out of the URL. */
  reset: () => void;
}

/** Changes that leave the rows as they are keep the page. */
const ROW_FIELDS: readonly (keyof TableConfig)[] = ["sort", "filters", "pageSize"];

/**
 * A table's state, kept in the URL alone: reload, share and back restore it.
 * @param saved default ← view; the URL says only what differs from it
 */
export function useTableState(
  widgetId: string,
  columns: readonly KnownColumn[],
  saved: TableConfig,
): TableStateHook {
  const params = useSearchParams();
  const { config, page } = useMemo(() => {
    const state = parseTableState(new URLSearchParams(params), widgetId, columns);
    return { config: resolveConfig(saved, state.config), page: state.page };
  }, [params, widgetId, columns, saved]);

  const write = useCallback(
    (wanted: TableConfig, nextPage: number, replace: boolean) => {
      const { pathname, search } = window.location;
      const next = writeTableState(new URLSearchParams(search), widgetId, {
        config: configOver(saved, wanted),
        page: nextPage,
      });
      const url = pathname + searchString(next);
      if (replace) window.history.replaceState(null, "", url);
      else window.history.pushState(null, "", url);
    },
    [widgetId, saved],
  );

  return {
    config,
    page,
    change: (fields, options = {}) =>
      write(
        { ...config, ...fields },
        ROW_FIELDS.some((field) => field in fields) ? 1 : page,
        options.replace ?? false,
      ),
    setPage: (next) => write(config, next, false),
    reset: () => write(saved, 1, false),
  };
}
