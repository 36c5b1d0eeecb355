"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { cellKey } from "@/components/table/paint-cells";
import type { Cells } from "@/components/table/use-cell-selection";
import type { Locale } from "@/lib/format/format";
import type { ApiFailure } from "@/lib/http/ask-api";
import type { QueryInput } from "@/lib/query/query";
import { useQuery } from "@/lib/query/use-query";
import { type CellAt, selectCell } from "@/lib/table/cell-selection";
import { type FoundCell, findCells, findQuery, nextHit } from "@/lib/table/find-rows";
import { COUNT_LIMIT } from "@/lib/table/table-query";
import { type LineQuery, linesIn } from "@/lib/table/table-tree";

const WHOLE = { limit: COUNT_LIMIT, offset: 0 };

export interface FindInput {
  open: boolean;
  /** The page's question. */
  asked: Pick<LineQuery, "query" | "folded">;
  /** Columns looked through, by name: where the grid shows them. */
  places: ReadonlyMap<string, number>;
  /** The line of a row of the page. */
  lineOf: (row: number) => number | undefined;
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
  error: ApiFailure | null;
  go: (step: 1 | -1) => void;
}

/** Finds text in all rows of the table, and goes to the page that holds it. */
export function useFind(input: FindInput): Find {
  const { open, asked, places, lineOf, cells, settled, pageSize, page, onPage, locale, timezone } = input;
  const [text, setText] = useState("");
  const [current, setCurrent] = useState<number | null>(null);
  const wanted = open && text.trim() !== "";
  const { folded } = asked;
  const key = JSON.stringify(findQuery(asked.query));
  // The same question again is not a new one.
  const question = useMemo((): QueryInput => JSON.parse(key), [key]);
  const { data, loading, error } = useQuery(wanted ? question : null);
  const hits = useMemo(
    () =>
      wanted && data && !loading
        ? findCells(
            { columns: data.columns, rows: linesIn({ folded, window: WHOLE }, data).rows },
            [...places.keys()],
            text,
            locale,
            timezone,
          )
        : [],
    [wanted, data, loading, folded, places, text, locale, timezone],
  );
  const offset = (page - 1) * pageSize;
  const cellOf = useCallback(
    ({ position, column }: FoundCell): CellAt | null => {
      const row = position - offset;
      const line = settled && row >= 0 && row < pageSize ? lineOf(row) : undefined;
      const place = places.get(column);
      return line === undefined || place === undefined ? null : { row: line, column: place };
    },
    [offset, pageSize, settled, lineOf, places],
  );
  const at = current === null || current >= hits.length ? null : current;
  // The cell to go to once its page is drawn.
  const target = useRef(false);

  const { store } = cells;
  useEffect(() => {
    const found = new Map<string, "hit" | "current">();
    hits.forEach((hit, i) => {
      const cell = cellOf(hit);
      // Rows of a closed group share its line.
      if (cell && found.get(cellKey(cell)) !== "current")
        found.set(cellKey(cell), i === at ? "current" : "hit");
    });
    store.setState({ found });
  }, [store, hits, at, cellOf]);

  useEffect(() => {
    const hit = at === null ? undefined : hits[at];
    const cell = hit ? cellOf(hit) : null;
    if (!target.current || !cell) return;
    target.current = false;
    cells.select(selectCell(cell), { focus: false });
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
    // Without rows none are cut off: groups are counted whole.
    truncated: folded === null && (data?.meta.truncated ?? false),
    error: wanted ? error : null,
    go: (step) => goTo(nextHit(hits, at, step, offset)),
  };
}
