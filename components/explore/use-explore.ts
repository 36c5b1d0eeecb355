"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { useFormatTexts } from "@/components/table/dashboard-tables";
import { useTableState } from "@/components/table/use-table-state";
import type { Clock } from "@/lib/dashboards/control-state";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { compareMeasures } from "@/lib/explore/choose-fields";
import {
  EXPLORE_TABLE,
  type ExploreState,
  exploreSource,
  NOTHING_CHOSEN,
  parseExplore,
  writeView,
} from "@/lib/explore/explore-state";
import { configOver, resolveConfig } from "@/lib/table/resolve-config";
import { searchString, writeTableState } from "@/lib/table/search-params";

type View = Omit<ExploreState, "table">;

/** What the address says of one dataset's exploration, and every way of changing it. */
export function useExplore(info: DatasetInfo, clock: Clock) {
  const search = useSearchParams().toString();
  const { readFormats, writeFormats } = useFormatTexts();
  const { state, notices } = useMemo(
    () => parseExplore(new URLSearchParams(search), info, clock, readFormats),
    [search, info, clock, readFormats],
  );
  // Only what a question stands on makes another source: a click on a field must not.
  const stands = JSON.stringify([state.controls.range, state.controls.compare, state.grains]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stands` is what of the state it is made of
  const source = useMemo(() => exploreSource(info, state), [info, stands]);
  const table = useTableState(EXPLORE_TABLE, source.columns, NOTHING_CHOSEN);

  /** Other days, units, pictures: into the address, where the table goes back to its first page. */
  const change = (fields: Partial<View>, { replace = false } = {}) => {
    const address = new URLSearchParams(window.location.search);
    const { state: now } = parseExplore(address, info, clock, readFormats);
    const next = { ...now, ...fields };
    const compared = next.controls.compare !== null;
    const config = resolveConfig(NOTHING_CHOSEN, now.table.config);
    const wanted =
      compared === (now.controls.compare !== null)
        ? config
        : { ...config, ...compareMeasures(config, compared) };
    const kept = { config: configOver(NOTHING_CHOSEN, wanted), page: 1 };
    const params = writeTableState(writeView(address, info, next), EXPLORE_TABLE, kept, writeFormats);
    const url = window.location.pathname + searchString(params);
    if (url === window.location.pathname + window.location.search) return;
    if (replace) window.history.replaceState(null, "", url);
    else window.history.pushState(null, "", url);
  };
  return { state, notices, source, table, change };
}

export type Explore = ReturnType<typeof useExplore>;
