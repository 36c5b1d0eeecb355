"use client";

import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { askQuery } from "@/lib/query/ask-query";
import { type AskSparks, NO_SPARKS, SparkLoader } from "@/lib/table/spark-loader";
import type { Spark } from "@/lib/table/sparkline";
import { sparkQueries, sparkRange } from "@/lib/table/sparkline-query";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import { pathKey, type TableSource } from "@/lib/table/table-tree";

/** What is known of one sparkline. `none`: no question gives its line a course. */
export type SparkState =
  | { state: "loading" }
  | { state: "none" }
  | { state: "error"; message: string }
  | { state: "ready"; spark: Spark };

const LOADING: SparkState = { state: "loading" };
const NONE: SparkState = { state: "none" };
const ask: AskSparks = (query, signal) => askQuery(JSON.stringify(query), signal);
const nothing = () => NO_SPARKS;

/**
 * The courses of lines in sight, asked once a level and only where a column shows them. Lines that come later are asked for by
 * themselves, those that have left before their answer no longer; what is known stays, within bounds, as long as the question does.
 * @param measures columns with a sparkline
 */
export function useSparklines(
  source: TableSource,
  config: TableConfig,
  paths: readonly LinePath[],
  measures: readonly string[],
  timezone: string,
): (path: LinePath, measure: string) => SparkState {
  const names = measures.join(",");
  const { filters, groups, dimensions, search } = config;
  const question = JSON.stringify([source.base, filters, groups, dimensions, search, names]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question has other courses, and so have newer data, with which the source comes anew
  const loader = useMemo(() => new SparkLoader(ask), [question, source]);
  useEffect(() => loader.end, [loader]);
  const split = useCallback(
    (lines: readonly LinePath[]) => {
      const range = lines.length > 0 ? sparkRange(source, new Date(), timezone) : null;
      return range ? sparkQueries(source, config, lines, names.split(","), range) : [];
    },
    [source, config, names, timezone],
  );
  const queries = useMemo(() => (names === "" ? [] : split(paths)), [names, paths, split]);
  const keys = queries.flatMap((query) => query.paths.map(pathKey)).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same lines of the same question are the same wish
  useEffect(() => loader.want(queries, split), [loader, keys]);
  const known = useSyncExternalStore(loader.subscribe, loader.snapshot, nothing);

  return useMemo(() => {
    const mine = new Set(keys.split("\n"));
    return (path, measure) => {
      const key = pathKey(path);
      const found = known.get(key);
      if (!found) return mine.has(key) ? LOADING : NONE;
      if ("message" in found) return { state: "error", message: found.message };
      const spark = found.get(measure);
      return spark ? { state: "ready", spark } : NONE;
    };
  }, [known, keys]);
}
