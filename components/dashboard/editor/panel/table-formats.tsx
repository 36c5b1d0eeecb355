"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { TablePanel } from "@/components/dashboard/editor/panel/use-table-panel";
import type { TextDraft } from "@/components/table/format/text-view";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Skeleton } from "@/components/ui/skeleton";
import { useParts } from "@/components/ui/use-parts";
import { formatChoices } from "@/lib/table/format-choices";

const FormatPanel = componentOnDemand(() =>
  import("@/components/table/format/format-panel").then((panel) => panel.default),
);

const always = () => {};

/** A table's conditional formats: the panel its readers have, over the document. */
export function TableFormats({ id, table }: { id: string; table: TablePanel }) {
  const t = useTranslations("table.format");
  const [draft, setDraft] = useState<TextDraft | null>(null);
  const arrived = useParts(true, [FormatPanel.part], always);
  const columns = useMemo(
    () => formatChoices([], table.columns, table.locale),
    [table.columns, table.locale],
  );
  return (
    <section aria-label={t("title")} className="border-line border-b">
      <h3 className="px-4 pt-3 font-medium text-12 text-ink-2">{t("title")}</h3>
      {arrived ? (
        <FormatPanel
          tableId={id}
          formats={table.config.conditionalFormatting ?? []}
          columns={columns}
          draft={draft}
          onDraft={setDraft}
          inDocument
          onChange={(conditionalFormatting) => table.change({ conditionalFormatting })}
        />
      ) : (
        <Skeleton className="m-3 h-20" />
      )}
    </section>
  );
}
