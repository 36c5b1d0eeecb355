"use client";

import { useCallback, useMemo, useState } from "react";
import { useAsking, useKeptAnswers } from "@/components/table/use-answers";
import type { Result } from "@/lib/query/result";
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
  const kept = useKeptAnswers();
  const { answers, setAnswers } = kept;
  const askedFor = useCallback(
    (path: LinePath, limit = limits[pathKey(path)] ?? GROUP_PAGE) =>
      lineQuery(source, config, path, { limit, offset: 0, within: true }),
    [source, config, limits],
  );
  const inside = useCallback(
    (path: LinePath): Inside => {
      const asked = askedFor(path);
      const answer = answers.get(keyOf(asked));
      if (answer) return { asked, result: answer.result, error: answer.error };
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

  // When the server answers anew, what is inside its lines is asked again.
  useAsking(kept, drawn?.wanted.map((path) => keyOf(askedFor(path))) ?? [], source);

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
