"use client";

import { useTranslations } from "next-intl";
import type { TableChange } from "@/components/dashboard/use-table-changes";
import { useFilterText } from "@/components/table/use-filter-text";
import { pivotedColumn } from "@/lib/table/pivot-column";
import { sortList } from "@/lib/table/sort-list";
import type { Expanded } from "@/lib/table/table-config";
import { pivotGrain, pivotName } from "@/lib/table/table-pivot";

/** Unsaved changes in words: which table, which setting, what it is now. */
export function ChangeList({ changes }: { changes: readonly TableChange[] }) {
  const t = useTranslations("dashboard");
  const kinds = useTranslations("table.display.kinds");
  const tt = useTranslations("table");
  const filterText = useFilterText();
  const wordsOf = ({ table, field, config }: TableChange): string => {
    const column = (name: string) => table.columns.find((one) => one.name === name);
    const label = (name: string): string => {
      const pivoted = pivotedColumn(name);
      if (!pivoted) return column(name)?.label ?? name;
      return `${label(pivoted.column)} (${pivoted.values.map((value) => value ?? tt("nothing")).join(", ")})`;
    };
    const list = (names: readonly string[] | undefined) => names?.map(label).join(", ") || t("changes.none");
    const expandedWords = ({ levels, open = [], closed = [] }: Expanded): string =>
      [
        ...(levels === "all" ? [t("expanded.all")] : levels ? [t("expanded.levels", { levels })] : []),
        ...(open.length > 0 ? [t("expanded.open", { count: open.length })] : []),
        ...(closed.length > 0 ? [t("expanded.closed", { count: closed.length })] : []),
      ].join(", ") || t("changes.none");
    switch (field) {
      case "metrics":
        return list(config.metrics);
      case "sort":
        return (
          sortList(config)
            .map((sort) => `${label(sort.column)} ${sort.direction === "desc" ? "↓" : "↑"}`)
            .join(", ") || t("changes.none")
        );
      case "filters":
        return (
          (config.filters ?? [])
            .map((filter) => {
              const { name, text } = filterText(filter, column(filter.name));
              return `${name} ${text}`;
            })
            .join(" · ") || t("changes.none")
        );
      case "search":
        return config.search ? t("searchText", { text: config.search }) : t("changes.none");
      case "dimensions":
      case "groups":
      case "subtotalLevels":
      case "frozenColumns":
      case "frozenRight":
      case "hidden":
      case "order":
      case "wrap":
        return list(config[field]);
      case "columnWidths":
      case "formats":
      case "align":
        return list(Object.keys(config[field] ?? {}));
      case "displays":
        return (
          Object.entries(config.displays ?? {})
            .map(([name, { kind }]) => `${label(name)}: ${kinds(kind)}`)
            .join(", ") || t("changes.none")
        );
      case "labels":
        return (
          Object.entries(config.labels ?? {})
            .map(([name, called]) => `${label(name)} → ${called}`)
            .join(", ") || t("changes.none")
        );
      case "pivot":
        return config.pivot?.dimensions.length
          ? config.pivot.dimensions
              .map((ref) => {
                const grain = pivotGrain(ref);
                return grain
                  ? `${label(pivotName(ref))} (${tt(`pivot.grains.${grain}`)})`
                  : label(pivotName(ref));
              })
              .join(", ")
          : t("changes.none");
      case "expanded":
        return expandedWords(config.expanded ?? {});
      case "subtotals":
        return t(`subtotals.${config.subtotals ?? "above"}`);
      case "grandTotal":
        return t(config.grandTotal === false ? "totalHidden" : "totalShown");
      case "pageSize":
        return String(config.pageSize ?? "");
      case "paging":
        return t(`pagings.${config.paging ?? "pages"}`);
      case "density":
        return t(`densities.${config.density ?? "normal"}`);
      case "conditionalFormatting":
        return list(config.conditionalFormatting?.map((format) => format.column));
    }
  };
  return (
    <ul className="flex flex-col gap-2">
      {changes.map((change) => (
        <li key={`${change.table.id} ${change.field}`} className="text-12">
          <p className="text-ink-2">
            {change.table.title} · {t(`fields.${change.field}`)}
          </p>
          <p className="break-words font-medium">{wordsOf(change)}</p>
        </li>
      ))}
    </ul>
  );
}
