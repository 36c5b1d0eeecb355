"use client";

import { useMemo, useState } from "react";
import { useTableLines } from "@/components/table/use-table-lines";
import { type TableAnswer, useTableRows } from "@/components/table/use-table-rows";
import type { TableStateHook } from "@/components/table/use-table-state";
import { linesOfRows } from "@/lib/table/line-cells";
import { linesIn, rootQuery, scrolls, type TableSource, tableTree } from "@/lib/table/table-tree";

/**
 * What a table's state asks for, and what of it has come. While an answer is on its way the last one stays, read as what it was
 * asked as: `tree` and `root` are of the state, everything of `seen` and below it is of the answer.
 */
export function useTableAnswer(
  source: TableSource,
  { config, page, into }: Pick<TableStateHook, "config" | "page" | "into">,
  initial: TableAnswer,
) {
  const tree = useMemo(() => tableTree(source, config), [source, config]);
  const root = useMemo(() => rootQuery(source, config, { page, into }), [source, config, page, into]);
  const scrolling = scrolls(config, root);
  const {
    result,
    total: counted,
    error,
    loading,
    totalsPending,
    refetch,
    foresee,
  } = useTableRows(root.query, initial, !scrolling);
  const asked = useMemo(() => ({ root, config, into }), [root, config, into]);
  const [kept, setKept] = useState(asked);
  if (!loading && kept !== asked) setKept(asked);
  const seen = loading ? kept : asked;
  const seenTree = useMemo(() => tableTree(source, seen.config), [source, seen]);
  const found = useMemo(() => (result ? linesIn(seen.root, result) : null), [seen, result]);
  const { columns: drawn, lines, more, retry } = useTableLines(source, seen, result);
  const lineOf = useMemo(() => {
    const rowLines = found ? linesOfRows(lines, found.rows, seenTree, seen.root, seen.into) : [];
    return (row: number) => rowLines[row];
  }, [found, lines, seenTree, seen]);
  return {
    tree,
    root,
    result,
    error,
    loading,
    totalsPending,
    refetch,
    /** Told of a state that is about to be this table's: its question leaves before it is drawn. */
    foresee: (next: Pick<TableStateHook, "config" | "page" | "into">) =>
      foresee(rootQuery(source, next.config, next).query),
    seen,
    seenTree,
    /** The page's rows; null before there is an answer. */
    found,
    /** Rows over all pages; null while unknown. */
    total: found?.total ?? counted,
    drawn,
    lines,
    /** The line of a row of the page. */
    lineOf,
    more,
    retry,
    grandTotal: seen.config.grandTotal === false ? undefined : result?.grandTotal,
  };
}
