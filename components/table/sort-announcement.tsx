"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Sort } from "@/lib/query/query";

/** Says to screen readers how the rows are sorted, each time it changes. */
export function SortAnnouncement({
  sort,
  labels,
}: {
  sort: readonly Sort[];
  /** Columns by name. */
  labels: readonly { name: string; label: string }[];
}) {
  const t = useTranslations("table.cells");
  const key = JSON.stringify(sort);
  const [first] = useState(key);
  const [changed, setChanged] = useState(false);
  if (key !== first && !changed) setChanged(true);
  const columns = sort.map(({ column, direction }) =>
    t(direction === "desc" ? "sortedDown" : "sortedUp", {
      column: labels.find(({ name }) => name === column)?.label ?? column,
    }),
  );
  return (
    <output aria-live="polite" className="sr-only">
      {changed ? (columns.length > 0 ? columns.join(", ") : t("unsorted")) : null}
    </output>
  );
}
