"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { cellKey } from "@/components/table/paint-cells";
import type { Cells } from "@/components/table/use-cell-selection";
import type { Locale } from "@/lib/format/format";
import type { QueryInput } from "@/lib/query/query";
import { type QueryError, useQuery } from "@/lib/query/use-query";
import { selectCell } from "@/lib/table/cell-selection";
import { findCells, findQuery, nextHit } from "@/lib/table/find-rows";

export interface FindInput {
  open: boolean;
  /** The page's question. */
  query: QueryInput;
  cells: Cells;
  /** The rows drawn are those of `query`. */
  settled: boolean;
  pageSize: number;
  page: number;
  onPage: (page: number) => void;
  locale: Locale;
  timezone: string;
}

export interface Find {
  text: string;
  setText: (text: string) => void;
  /** Cells found; null while they are being looked for. */
  count: number | null;
  /** The one shown, from 1; 0 for none. */
  current: number;
  /** There are more rows than are searched. */
  truncated: boolean;
  error: QueryError | null;
  go: (step: 1 | -1) => void;
}

/** Finds text in all rows of the table, and goes to the page that holds it. */
export function useFind(input: FindInput): Find {
  const { open, query, cells, settled, pageSize, page, onPage, locale, timezone } = input;
  const [text, setText] = useState("");
  const [current, setCurrent] = useState<number | null>(null);
  const wanted = open && text.trim() !== "";
  const asked = useMemo(() => findQuery(query), [query]);
  const key = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same question again is not a new one
  const question = useMemo(() => asked, [key]);
  const { data, loading, error } = useQuery(wanted ? question : null);
  const names = useMemo(() => cells.columns.map(({ name }) => name), [cells.columns]);
  const hits = useMemo(
    () => (wanted && data && !loading ? findCells(data, names, text, locale, timezone) : []),
    [wanted, data, loading, names, text, locale, timezone],
  );
  const offset = (page - 1) * pageSize;
  const at = current === null || current >= hits.length ? null : current;
  // The cell to go to once its page is drawn.
  const target = useRef(false);

  const { store } = cells;
  useEffect(() => {
    const found = new Map<string, "hit" | "current">();
    hits.forEach(({ position, column }, i) => {
      const row = position - offset;
      const place = names.indexOf(column);
      if (settled && row >= 0 && row < pageSize && place >= 0)
        found.set(cellKey({ row, column: place }), i === at ? "current" : "hit");
    });
    store.setState({ found });
  }, [store, hits, at, offset, pageSize, names, settled]);

  useEffect(() => {
    const hit = at === null ? undefined : hits[at];
    if (!target.current || !settled || !hit) return;
    const row = hit.position - offset;
    if (row < 0 || row >= pageSize) return;
    target.current = false;
    cells.select(selectCell({ row, column: names.indexOf(hit.column) }), { focus: false });
  });

  const goTo = (index: number | null) => {
    setCurrent(index);
    const hit = index === null ? undefined : hits[index];
    if (!hit) return;
    target.current = true;
    const wantedPage = Math.floor(hit.position / pageSize) + 1;
    if (wantedPage !== page) onPage(wantedPage);
  };

  return {
    text,
    setText: (next) => {
      setText(next);
      setCurrent(null);
    },
    count: wanted ? (loading || !data ? null : hits.length) : 0,
    current: at === null ? 0 : at + 1,
    truncated: data?.meta.truncated ?? false,
    error: wanted ? error : null,
    go: (step) => goTo(nextHit(hits, at, step, offset)),
  };
}
