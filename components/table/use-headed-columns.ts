"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Locale } from "@/lib/format/format";
import { autoWidth, drawnColumn, type TableColumn } from "@/lib/table/columns";
import { withHeads } from "@/lib/table/header-groups";
import { plainName, settingOf } from "@/lib/table/pivot-column";
import type { TableConfig } from "@/lib/table/table-config";
import { asResultColumn } from "@/lib/table/table-lines";
import type { TableSource, TableTree } from "@/lib/table/table-tree";

/** How much of a heading's own length its columns make room for, px. */
const WIDEST_HEAD = 220;

/** What stands under the same heading is as wide under all of them, and together as wide as the headings. */
function evenWidths(columns: readonly TableColumn[]): readonly TableColumn[] {
  if (!columns.some(({ beside }) => beside)) return columns;
  const kinds = new Set(columns.flatMap(({ name, beside }) => (beside ? [plainName(name)] : []))).size;
  const widest = new Map<string, number>();
  for (const { name, width, heads, beside } of columns) {
    if (!beside) continue;
    const head = heads?.findLast((one) => one?.kind === "value")?.text ?? "";
    const share = Math.min(WIDEST_HEAD, autoWidth(head, [])) / kinds;
    widest.set(plainName(name), Math.max(widest.get(plainName(name)) ?? 0, width, Math.ceil(share)));
  }
  return columns.map((shown) =>
    shown.beside && !shown.sized ? { ...shown, width: widest.get(plainName(shown.name)) ?? 120 } : shown,
  );
}

export interface HeadedInput {
  source: TableSource;
  /** Of the answer the columns are of. */
  tree: TableTree;
  config: TableConfig;
  locale: Locale;
  timezone: string;
}

/** The columns a table draws with what heads them: values across, and measures over their comparisons. */
export function useHeadedColumns(
  columns: readonly TableColumn[],
  { source, tree, config, locale, timezone }: HeadedInput,
): TableColumn[] {
  const t = useTranslations("table");
  return useMemo(() => {
    const across = (tree.pivot ?? []).map((ref) => drawnColumn(asResultColumn(ref, source.columns), config));
    const headed = withHeads(columns, {
      across,
      measureLabel: (name) =>
        config.labels?.[name] ?? source.columns.find((column) => column.name === name)?.label ?? name,
      renamed: (name) => settingOf(config.labels, name) !== undefined,
      words: {
        nothing: t("nothing"),
        total: t("pivot.total"),
        parts: {
          current: t("pivot.parts.current"),
          previous: t("pivot.parts.previous"),
          delta: t("pivot.parts.delta"),
          change: t("pivot.parts.change"),
        },
      },
      locale,
      timezone,
    });
    return [...evenWidths(headed)];
  }, [columns, source, tree, config, locale, timezone, t]);
}
