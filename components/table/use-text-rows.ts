"use client";

import { type RefObject, useEffect, useLayoutEffect, useMemo, useReducer } from "react";
import { onDemand, useOnDemand } from "@/components/ui/on-demand";
import type { Span } from "@/lib/table/lines-in-sight";

export interface TextRowsInput {
  count: number;
  /** The least of a row, px. */
  height: number;
  /** Rows drawn beyond those in sight. */
  overscan: number;
  scroller: RefObject<HTMLElement | null>;
  /** Height of what rows are seen in before it can be measured, px. */
  view: number;
  /** The same, measured. @param anew the scroller may have another size */
  seenHeight: (anew: boolean) => number;
  /** How far down the rows it begins. */
  beginning: () => number;
  /** From px scrolled to px of rows, and back. */
  toRows: (scrolled: number) => number;
  toElement: (offset: number) => number;
  /** The row that stays drawn wherever one is. */
  held: () => number;
}

/** Rows as they are placed, px. */
export interface PlacedRows {
  total: () => number;
  places: () => readonly { index: number; start: number; size: number }[];
  offset: () => number;
  span: () => Span | null;
  placeOf: (row: number) => { start: number; end: number } | undefined;
}

export interface TextRows extends PlacedRows {
  update: (input: TextRowsInput) => void;
  begin: () => () => void;
  follow: () => void;
  forget: () => void;
  measure: (row: Element | null) => void;
}

const Part = onDemand(() => import("@/components/table/text-rows").then((part) => part.createTextRows));

/**
 * Keeps count of rows whose height their text decides; null where none are wanted and until what counts them is there. Should
 * that never come, rows are placed as if all had the least height: each can still be scrolled to.
 */
export function useTextRows(wanted: boolean, input: TextRowsInput): TextRows | null {
  const create = useOnDemand(Part);
  const [, redraw] = useReducer((draws: number) => draws + 1, 0);
  useEffect(() => {
    if (wanted) Part.load().catch(() => {});
  }, [wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one for all that is drawn, told of what changes below
  const rows = useMemo(() => (wanted && create ? create(input, redraw) : null), [wanted, create]);
  rows?.update(input);
  useLayoutEffect(() => rows?.begin(), [rows]);
  useLayoutEffect(() => rows?.follow());
  const { height } = input;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured under another height counts no more
  useLayoutEffect(() => rows?.forget(), [rows, height]);
  return rows;
}
