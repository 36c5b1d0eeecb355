"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useDataKey } from "@/lib/live/data-keys";
import { askQuery } from "@/lib/query/use-query";
import type { Spark } from "@/lib/table/sparkline";
import {
  type LineSparks,
  readSparks,
  type SparkQuery,
  sparkQueries,
  sparkRange,
} from "@/lib/table/sparkline-query";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import { pathKey, type TableSource } from "@/lib/table/table-tree";

/** What is known of one sparkline. `none`: no question gives its line a course. */
export type SparkState =
  | { state: "loading" }
  | { state: "none" }
  | { state: "error"; message: string }
  | { state: "ready"; spark: Spark };

type Known = LineSparks | { message: string };

const LOADING: SparkState = { state: "loading" };
const NONE: SparkState = { state: "none" };
const NO_PATHS: LinePath[] = [];

/**
 * The courses of lines in sight, asked once a level and only where a column shows them. Lines that come later are asked for by
 * themselves; what is known stays as long as the question does, of older data until the newer has come.
 * @param measures columns with a sparkline
 */
export function useSparklines(
  source: TableSource,
  config: TableConfig,
  paths: readonly LinePath[],
  measures: readonly string[],
  timezone: string,
): (path: LinePath, measure: string) => SparkState {
  const running = useRef(new Set<AbortController>());
  /** Lines asked for, of the question that was asked last. */
  const asked = useRef({ question: "", version: "", keys: new Set<string>() });
  const version = useDataKey(source.base.dataset);
  const [answers, setAnswers] = useState<{ question: string; known: ReadonlyMap<string, Known> }>({
    question: "",
    known: new Map(),
  });
  const names = measures.join(",");
  const wanted = names === "" ? NO_PATHS : paths;
  const queries = useMemo((): SparkQuery[] => {
    const range = wanted.length > 0 ? sparkRange(source, new Date(), timezone) : null;
    return range ? sparkQueries(source, config, wanted, names.split(","), range) : [];
  }, [source, config, wanted, names, timezone]);
  const question = JSON.stringify([source.base, config.filters, config.groups, config.dimensions, names]);
  const keys = queries.flatMap((query) => query.paths.map(pathKey)).join("\n");

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same lines of the same question are the same queries.
  useEffect(() => {
    if (asked.current.question !== question || asked.current.version !== version) {
      for (const controller of running.current) controller.abort();
      running.current.clear();
      asked.current = { question, version, keys: new Set() };
    }
    const mine = asked.current;
    const range = queries[0]?.range;
    const missing = queries.flatMap((query) => query.paths.filter((path) => !mine.keys.has(pathKey(path))));
    if (!range || missing.length === 0) return;
    for (const path of missing) mine.keys.add(pathKey(path));
    for (const one of sparkQueries(source, config, missing, names.split(","), range)) {
      const controller = new AbortController();
      running.current.add(controller);
      askQuery(JSON.stringify(one.query), controller.signal).then(
        ({ data, error }) => {
          running.current.delete(controller);
          if (controller.signal.aborted) return;
          const read = data ? readSparks(one, data) : null;
          setAnswers((before) => {
            const known = new Map(before.question === question ? before.known : []);
            for (const path of one.paths) {
              const key = pathKey(path);
              known.set(key, read?.get(key) ?? { message: error?.message ?? "" });
            }
            return { question, known };
          });
        },
        () => {
          // Aborted: the question has changed.
        },
      );
    }
  }, [question, version, keys]);
  useEffect(() => {
    const controllers = running.current;
    const lines = asked;
    return () => {
      for (const controller of controllers) controller.abort();
      controllers.clear();
      lines.current = { question: "", version: "", keys: new Set() };
    };
  }, []);

  return useMemo(() => {
    const mine = new Set(keys.split("\n"));
    const known = answers.question === question ? answers.known : new Map<string, Known>();
    return (path, measure) => {
      const key = pathKey(path);
      const found = known.get(key);
      if (!found) return mine.has(key) ? LOADING : NONE;
      if ("message" in found) return { state: "error", message: found.message };
      const spark = found.get(measure);
      return spark ? { state: "ready", spark } : NONE;
    };
  }, [answers, question, keys]);
}
