"use client";

import { useMemo } from "react";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { type ExploreState, exploreConfig } from "@/lib/explore/explore-state";
import { useQuery } from "@/lib/query/use-query";
import { countQuery } from "@/lib/table/table-query";
import { rootQuery, type TableSource, tableTree } from "@/lib/table/table-tree";

/** Beyond so many nobody draws parts: more need not be counted. */
const MOST = 50;

/**
 * How many values the only dimension of a question has, where charts depend on it: a category under some measure. Null where that
 * is not asked, or not known.
 */
export function useValueCount(
  info: DatasetInfo,
  source: TableSource,
  state: Pick<ExploreState, "table">,
  wanted: boolean,
): { count: number | null; loading: boolean } {
  const query = useMemo(() => {
    const config = exploreConfig(state);
    const { levels, rows, pivot = [] } = tableTree(source, config);
    const [ref, ...others] = [...levels.slice(0, rows + 1).flat(), ...pivot];
    const name = typeof ref === "string" ? ref : ref?.name;
    const type = info.dimensions.find((one) => one.name === name)?.type;
    if (!wanted || others.length > 0 || !type || type === "date" || type === "time") return null;
    if ((config.metrics ?? []).length === 0) return null;
    return { ...countQuery(rootQuery(source, config, { page: 1 }).query), limit: MOST };
  }, [info, source, state, wanted]);
  const { data, loading } = useQuery(query);
  return { count: query && data && !loading ? data.rows.length : null, loading: query !== null && loading };
}
