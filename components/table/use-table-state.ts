"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
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
  /** `quiet`: it is on the screen already, and only the address follows. */
  setPage: (page: number, options?: { replace?: boolean; quiet?: boolean }) => void;
  /** Back to what is saved: takes this table out of the URL. */
  reset: () => void;
}

const WHOLE: LinePath = [];
/** The address as it is now, written as the router's own. */
const plainSearch = () => new URLSearchParams(window.location.search).toString();
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
 * @param onNext told of another state before anything is drawn by it
 */
export function useTableState(
  widgetId: string,
  columns: readonly KnownColumn[],
  saved: TableConfig,
  onNext?: (next: Pick<TableStateHook, "config" | "page" | "into">) => void,
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
  // The router tells of a new address in its own time: what one has done is drawn, and asked, at once.
  const [ahead, setAhead] = useState<{ search: string; over: typeof params } | null>(null);
  useEffect(() => {
    const forget = () => setAhead(null);
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);
  const isAhead = ahead !== null && (ahead.over === params || ahead.search === plainSearch());
  const search = isAhead ? ahead.search : params.toString();
  const { config, page, into } = useMemo(() => read(new URLSearchParams(search)), [search, read]);

  const write = (
    wanted: TableConfig,
    nextPage: number,
    { replace = false, quiet = false },
    path: LinePath,
  ) => {
    const { pathname, search } = window.location;
    const state = {
      config: configOver(saved, wanted),
      page: nextPage,
      ...(path.length > 0 ? { into: path } : {}),
    };
    const written = writeTableState(new URLSearchParams(search), widgetId, state, writeFormats);
    const url = pathname + searchString(written);
    // A second click that says the same must not make Back a click that does nothing.
    if (url === pathname + search) return;
    if (!quiet) {
      const next = new URLSearchParams(url.slice(pathname.length)).toString();
      onNext?.(read(new URLSearchParams(next)));
      setAhead({ search: next, over: params });
    }
    if (replace) window.history.replaceState(null, "", url);
    else window.history.pushState(null, "", url);
  };
  const now = () => read(new URLSearchParams(plainSearch()));

  return {
    config,
    page,
    into,
    setInto: (path) => write(now().config, 1, {}, path),
    change: (update, { replace = false } = {}) => {
      const present = now();
      const fields = typeof update === "function" ? update(present.config) : update;
      const wanted = { ...present.config, ...fields };
      const levels = wanted.expanded?.levels !== present.config.expanded?.levels;
      const moves = levels || ROW_FIELDS.some((field) => field in fields);
      const regrouped = "groups" in fields || "dimensions" in fields || "pivot" in fields;
      write(wanted, moves ? 1 : present.page, { replace }, regrouped ? WHOLE : present.into);
    },
    setPage: (next, options = {}) => write(now().config, next, options, now().into),
    reset: () => write(saved, 1, {}, WHOLE),
  };
}
