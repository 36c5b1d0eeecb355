"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TableStateHook } from "@/components/table/use-table-state";
import { DEFAULT_PAGE_SIZE } from "@/lib/table/table-query";
import { rootQuery, scrolls, type TableSource } from "@/lib/table/table-tree";

/** The address follows once one has come to rest, ms. */
const REST_MS = 300;

export interface ScrollStart {
  /** Rows scroll instead of coming in pages. */
  scrolling: boolean;
  /** The page to ask for: in a scroll where it begins, which stays while one scrolls. */
  page: number;
  /** Counts the times one went back to the same beginning. */
  round: number;
  /** Says which row is the first in sight. */
  onRow: (row: number) => void;
}

/**
 * In a scroll the page of the address is where one is. It follows the scroll, and only another question, or a step in the history,
 * makes the scroll begin there anew.
 */
export function useScrollStart(source: TableSource, state: TableStateHook): ScrollStart {
  const { config, page, into, setPage } = state;
  const first = useMemo(() => rootQuery(source, config, { page: 1, into }), [source, config, into]);
  const scrolling = scrolls(config, first);
  const question = useMemo(() => JSON.stringify([first.query, scrolling]), [first, scrolling]);
  const [pin, setPin] = useState({ question, page, round: 0 });
  if (pin.question !== question) setPin({ question, page, round: pin.round });

  const written = useRef(page);
  useEffect(() => {
    if (page === written.current) return;
    written.current = page;
    setPin((now) => ({ ...now, page, round: now.page === page ? now.round + 1 : now.round }));
  }, [page]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Where one was in the rows of another question says nothing of these.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is what ends it.
  useEffect(() => () => clearTimeout(timer.current), [question]);
  const size = config.pageSize ?? DEFAULT_PAGE_SIZE;
  const latest = useRef({ setPage, size });
  useEffect(() => {
    latest.current = { setPage, size };
  });
  const onRow = useCallback((row: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const next = Math.floor(row / latest.current.size) + 1;
      if (next === written.current) return;
      written.current = next;
      latest.current.setPage(next, { replace: true, quiet: true });
    }, REST_MS);
  }, []);

  return { scrolling, page: scrolling ? pin.page : page, round: pin.round, onRow };
}
