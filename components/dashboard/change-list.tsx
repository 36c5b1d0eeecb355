"use client";

import { useTranslations } from "next-intl";
import type { TableChange } from "@/components/dashboard/use-table-changes";
import { useFilterText } from "@/components/table/use-filter-text";
import { sortList } from "@/lib/table/table-config";

/** Unsaved changes in words: which table, which setting, what it is now. */
export function ChangeList({ changes }: { changes: readonly TableChange[] }) {
  const t = useTranslations("dashboard");
  const filterText = useFilterText();
  const wordsOf = ({ table, field, config }: TableChange): string => {
    const column = (name: string) => table.columns.find((one) => one.name === name);
    const label = (name: string) => column(name)?.label ?? name;
    const list = (names: readonly string[] | undefined) => names?.map(label).join(", ") || t("changes.none");
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
      case "frozenColumns":
      case "hidden":
      case "order":
        return list(config[field]);
      case "columnWidths":
        return list(Object.keys(config.columnWidths ?? {}));
      case "pageSize":
        return String(config.pageSize ?? "");
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
