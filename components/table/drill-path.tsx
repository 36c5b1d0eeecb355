"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Locale } from "@/lib/format/format";
import { cellText, drawnColumn } from "@/lib/table/columns";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import type { TreeColumns } from "@/lib/table/table-lines";
import { type TableTree, valuesAbove } from "@/lib/table/table-tree";

export interface DrillPathProps {
  path: LinePath;
  tree: TableTree;
  columns: TreeColumns;
  config: TableConfig;
  locale: Locale;
  onInto: (path: LinePath) => void;
}

/** Where one is within the table: each step leads back to it. */
export function DrillPath({ path, tree, columns, config, locale, onInto }: DrillPathProps) {
  const t = useTranslations("table");
  const steps = tree.levels.flatMap((_, level) => {
    const at = valuesAbove(tree, level);
    const end = valuesAbove(tree, level + 1);
    const own = columns.own[level];
    if (end > path.length || !own) return [];
    const column = drawnColumn(own, config);
    return [{ column, text: cellText(column, path[at], locale), path: path.slice(0, end) }];
  });
  if (steps.length === 0) return null;
  return (
    <nav aria-label={t("drillPath")} className="border-line border-t px-3 py-1 text-12">
      <ol className="flex flex-wrap items-center gap-1">
        <li>
          <button
            type="button"
            className="h-6 rounded-tag px-1 text-accent hover:bg-hover pointer-coarse:h-11"
            onClick={() => onInto([])}
          >
            {t("wholeTable")}
          </button>
        </li>
        {steps.map((step, i) => (
          <li key={step.column.name} className="flex min-w-0 items-center gap-1">
            <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            {i === steps.length - 1 ? (
              <span aria-current="location" className="truncate px-1 font-medium">
                {step.text}
              </span>
            ) : (
              <button
                type="button"
                className="h-6 truncate rounded-tag px-1 text-accent hover:bg-hover pointer-coarse:h-11"
                onClick={() => onInto(step.path)}
              >
                {step.text}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
