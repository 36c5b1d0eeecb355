"use client";

import { useTranslations } from "next-intl";
import { useLayoutEffect, useMemo, useRef } from "react";
import type { GridProps } from "@/components/table/grid-props";

/** What rows are drawn by. The same object as long as none of it changes: rows that stay are not drawn anew. */
export interface RowGrid
  extends Pick<
    GridProps,
    | "columns"
    | "treeColumn"
    | "tree"
    | "opens"
    | "config"
    | "offset"
    | "locale"
    | "timezone"
    | "draw"
    | "displays"
    | "cellOf"
    | "isChosen"
    | "onToggle"
    | "onInto"
    | "onMore"
    | "onRetry"
  > {
  /** Looked up once for all cells. */
  words: { loading: string; noRows: string };
}

export function useRowGrid(props: GridProps): RowGrid {
  const t = useTranslations("table");
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const {
    columns,
    treeColumn,
    tree,
    opens,
    config,
    offset,
    locale,
    timezone,
    draw,
    displays,
    cellOf,
    isChosen,
  } = props;
  return useMemo(
    () => ({
      columns,
      treeColumn,
      tree,
      opens,
      config,
      offset,
      locale,
      timezone,
      draw,
      displays,
      cellOf,
      isChosen,
      onToggle: (line) => latest.current.onToggle(line),
      onInto: (line) => latest.current.onInto(line),
      onMore: (path) => latest.current.onMore(path),
      onRetry: (path) => latest.current.onRetry(path),
      words: { loading: t("loading"), noRows: t("pivot.noRows") },
    }),
    [columns, treeColumn, tree, opens, config, offset, locale, timezone, draw, displays, cellOf, isChosen, t],
  );
}
