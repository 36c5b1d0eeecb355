"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useDataKey } from "@/lib/live/data-keys";
import type { Result } from "@/lib/query/result";
import { askQuery, type QueryError } from "@/lib/query/use-query";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import {
  type Inside,
  type TableLine,
  type TreeColumns,
  tableLines,
  treeColumns,
} from "@/lib/table/table-lines";
import {
  GROUP_PAGE,
  type LineQuery,
  lineQuery,
  pathKey,
  type TableSource,
  tableTree,
} from "@/lib/table/table-tree";

interface Answer {
  /** The page's key of the data it was asked of: with another one it is shown until it has been asked for again. */
  version: string;
  result: Result | null;
  error: QueryError | null;
}

export interface TableLines {
  columns: TreeColumns | null;
  lines: TableLine[];
  /** Shows more of what is inside a line. */
  more: (path: LinePath) => void;
  /** Asks again what failed. */
  retry: (path: LinePath) => void;
}

/** What a result answers. */
export interface AskedLines {
  root: LineQuery;
  config: TableConfig;
  into: LinePath;
}

const keyOf = ({ query }: LineQuery) => JSON.stringify(query);

/** A page's lines with what is inside the open ones: each of those is a question of its own, asked once it is in sight. */
export function useTableLines(
  source: TableSource,
  { root, config, into }: AskedLines,
  result: Result | null,
): TableLines {
  const [limits, setLimits] = useState<Record<string, number>>({});
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const running = useRef(new Map<string, { version: string; controller: AbortController }>());
  const version = useDataKey(source.base.dataset);

  const askedFor = useCallback(
    (path: LinePath, limit = limits[pathKey(path)] ?? GROUP_PAGE) =>
      lineQuery(source, config, path, { limit, offset: 0 }),
    [source, config, limits],
  );
  const inside = useCallback(
    (path: LinePath): Inside => {
      const asked = askedFor(path);
      const answer = answers.get(keyOf(asked));
      if (answer) return { asked, ...answer };
      // While more are on their way those at hand stay.
      const limit = limits[pathKey(path)] ?? GROUP_PAGE;
      const before = askedFor(path, limit - GROUP_PAGE);
      return { asked: before, result: answers.get(keyOf(before))?.result ?? null, error: null };
    },
    [askedFor, answers, limits],
  );
  const drawn = useMemo(() => {
    if (!result) return null;
    const columns = treeColumns(source, tableTree(source, config), config, result, root.level);
    return { columns, ...tableLines({ source, config, columns, root, result, into, inside }) };
  }, [source, config, root, result, into, inside]);

  const bodies = JSON.stringify((drawn?.wanted ?? []).map((path) => keyOf(askedFor(path))));
  useEffect(() => {
    const wanted = new Set<string>(JSON.parse(bodies));
    for (const [key, asked] of running.current)
      if (!wanted.has(key) || asked.version !== version) {
        asked.controller.abort();
        running.current.delete(key);
      }
    for (const key of wanted) {
      if (answers.get(key)?.version === version || running.current.has(key)) continue;
      const controller = new AbortController();
      running.current.set(key, { version, controller });
      askQuery(key, controller.signal).then(
        ({ data, error }) => {
          if (controller.signal.aborted) return;
          running.current.delete(key);
          setAnswers((before) => new Map(before).set(key, { version, result: data, error }));
        },
        () => {
          // Aborted: nobody waits for it.
        },
      );
    }
  }, [bodies, answers, version]);
  useEffect(() => {
    const asked = running.current;
    return () => {
      for (const { controller } of asked.values()) controller.abort();
      asked.clear();
    };
  }, []);

  return {
    columns: drawn?.columns ?? null,
    lines: drawn?.lines ?? [],
    more: (path) =>
      setLimits((before) => ({
        ...before,
        [pathKey(path)]: (before[pathKey(path)] ?? GROUP_PAGE) + GROUP_PAGE,
      })),
    retry: (path) =>
      setAnswers((before) => {
        const next = new Map(before);
        next.delete(keyOf(askedFor(path)));
        return next;
      }),
  };
}
