"use client";

import { useTranslations } from "next-intl";
import { INDENT } from "@/components/table/tree-cell";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { LinePath } from "@/lib/table/table-config";
import type { NoteLine as Note } from "@/lib/table/table-lines";

/** `display: grid` takes table roles away in some browsers: it is said once more. */
const ROLE = { role: "gridcell", "data-span": "" } as const;

/** Instead of lines inside a group: they are coming, could not be read, or are more than are shown. */
export function NoteLine({
  line,
  row,
  columns,
  onMore,
  onRetry,
}: {
  line: Note;
  /** Its place among the lines. */
  row: number;
  /** Columns it stands under. */
  columns: number;
  onMore: (path: LinePath) => void;
  onRetry: (path: LinePath) => void;
}) {
  const t = useTranslations("table");
  return (
    <td
      {...ROLE}
      data-cell={`${row}:0`}
      aria-colindex={1}
      aria-colspan={columns}
      className="sticky left-0 col-span-full flex w-[100cqw] max-w-full items-center gap-2 px-3"
      style={{ paddingLeft: `${line.depth * INDENT + 28}px` }}
    >
      {line.kind === "loading" ? (
        <span role="status" className="flex w-40 animate-late items-center">
          <span className="sr-only">{t("loading")}</span>
          <Skeleton className="h-3 w-full" />
        </span>
      ) : line.kind === "more" ? (
        <Button variant="ghost" size="sm" onClick={() => onMore(line.path)}>
          {t("showMore")}
        </Button>
      ) : (
        <>
          <span role="alert" className="truncate text-neg">
            {line.message || t("unreachable")}
          </span>
          <Button variant="ghost" size="sm" onClick={() => onRetry(line.path)}>
            {t("retryLines")}
          </Button>
        </>
      )}
    </td>
  );
}
