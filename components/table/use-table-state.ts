"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { useFormatTexts } from "@/components/table/dashboard-tables";
import type { KnownColumn } from "@/lib/table/known-columns";
import { configOver, resolveConfig } from "@/lib/table/resolve-config";
import { parseTableState, searchString, writeTableState } from "@/lib/table/search-params";
import type { LinePath, TableConfig } from "@/lib/table/table-config";

export interface TableStateHook {
  /** In force: default ← view ← URL. */
  config: TableConfig;
  page: number;
  /** The line whose inside is shown; empty for the whole table. */
  into: LinePath;
  setInto: (path: LinePath) => void;
  /**
   * Puts fields over the present configuration, into the URL. Goes to the first page when rows may change.
   * A function is given what the URL says now, which may be ahead of what is drawn.
   */
  change: (
    fields: TableConfig | ((now: TableConfig) => TableConfig),
    options?: { replace?: boolean },
  ) => void;
  setPage: (page: number, options?: { replace?: boolean }) => void;
  /** Back to what is saved: takes this table out of the URL. */
  reset: () => void;
}

const WHOLE: LinePath = [];
/** Changes that leave the rows as they are keep the page. */
const ROW_FIELDS: readonly (keyof TableConfig)[] = [
  "sort",
  "filters",
  "search",
  "pageSize",
  "groups",
  "dimensions",
  "pivot",
];

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
  const { readFormats, writeFormats } = useFormatTexts();
  const read = useCallback(
    (search: URLSearchParams) => {
      const state = parseTableState(search, widgetId, columns, readFormats);
      return { config: resolveConfig(saved, state.config), page: state.page, into: state.into ?? WHOLE };
    },
    [widgetId, columns, saved, readFormats],
  );
  const { config, page, into } = useMemo(() => read(new URLSearchParams(params)), [params, read]);

  const write = (wanted: TableConfig, nextPage: number, replace: boolean, path: LinePath) => {
    const { pathname, search } = window.location;
    const state = {
      config: configOver(saved, wanted),
      page: nextPage,
      ...(path.length > 0 ? { into: path } : {}),
    };
    const params = writeTableState(new URLSearchParams(search), widgetId, state, writeFormats);
    const url = pathname + searchString(params);
    // A second click that says the same must not make Back a click that does nothing.
    if (url === pathname + search) return;
    if (replace) window.history.replaceState(null, "", url);
    else window.history.pushState(null, "", url);
  };
  const now = () => read(new URLSearchParams(window.location.search));

  return {
    config,
    page,
    into,
    setInto: (path) => write(now().config, 1, false, path),
    change: (update, { replace = false } = {}) => {
      const present = now();
      const fields = typeof update === "function" ? update(present.config) : update;
      const wanted = { ...present.config, ...fields };
      const levels = wanted.expanded?.levels !== present.config.expanded?.levels;
      const moves = levels || ROW_FIELDS.some((field) => field in fields);
      const regrouped = "groups" in fields || "dimensions" in fields || "pivot" in fields;
      write(wanted, moves ? 1 : present.page, replace, regrouped ? WHOLE : present.into);
    },
    setPage: (next, { replace = false } = {}) => write(now().config, next, replace, now().into),
    reset: () => write(saved, 1, false, WHOLE),
  };
}
