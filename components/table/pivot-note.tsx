"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Result } from "@/lib/query/result";
import { COLUMN_STEPS } from "@/lib/table/table-pivot";

export interface PivotNoteProps {
  result: Pick<Result, "columns" | "meta">;
  /** Combinations asked for. */
  limit: number;
  onLimit: (limit: number) => void;
}

/** Says that values across are left out, how many are shown, and how to see more. */
export function PivotNote({ result, limit, onLimit }: PivotNoteProps) {
  const t = useTranslations("table.pivot");
  if (!result.meta.columnsTruncated) return null;
  const shown = new Set(result.columns.flatMap(({ pivot }) => (pivot ? [JSON.stringify(pivot)] : []))).size;
  const next = shown < limit ? undefined : COLUMN_STEPS.find((step) => step > limit);
  return (
    <div
      role="status"
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-2 border-line border-t bg-warn-soft px-3 py-1 text-12"
    >
      <span>{t("truncated", { count: shown })}</span>
      {next ? (
        <Button variant="ghost" size="sm" onClick={() => onLimit(next)}>
          {t("showMore", { count: next })}
        </Button>
      ) : (
        <span>{t(shown < limit ? "fewerMetrics" : "narrow")}</span>
      )}
    </div>
  );
}
