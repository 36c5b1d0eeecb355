"use client";

import {
  ChartColumn,
  Hash,
  Heading,
  LayoutGrid,
  type LucideIcon,
  SlidersHorizontal,
  Table2,
  Type,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AddControlDialog } from "@/components/dashboard/editor/panel/add-control-dialog";
import { AddDialog } from "@/components/dashboard/editor/panel/add-dialog";
import { FoundFields } from "@/components/dashboard/editor/panel/found-fields";
import { useAddWidget } from "@/components/dashboard/editor/panel/use-add-widget";
import { cn } from "@/components/ui/cn";
import { SearchInput } from "@/components/ui/search-input";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { FieldKind, NewKind } from "@/lib/editor/new-widget";
import { matchesSearch } from "@/lib/i18n/matches-search";

const KINDS: readonly { kind: NewKind | "control"; icon: LucideIcon }[] = [
  { kind: "table", icon: Table2 },
  { kind: "pivot", icon: LayoutGrid },
  { kind: "chart", icon: ChartColumn },
  { kind: "kpi", icon: Hash },
  { kind: "text", icon: Type },
  { kind: "section", icon: Heading },
  { kind: "control", icon: SlidersHorizontal },
];

const asks = (kind: NewKind | "control"): kind is FieldKind =>
  kind === "table" || kind === "pivot" || kind === "chart" || kind === "kpi";

export interface AddPanelProps {
  /** Those the editor may see. */
  datasets: readonly DatasetInfo[];
}

/** What can be added: widgets by kind, a control; searched for, single fields too. */
export function AddPanel({ datasets }: AddPanelProps) {
  const t = useTranslations("editor.adding");
  const add = useAddWidget();
  const [search, setSearch] = useState("");
  const [adding, setAdding] = useState<FieldKind | null>(null);
  const [control, setControl] = useState(false);
  const empty = datasets.length === 0;
  const kinds = KINDS.filter(({ kind }) =>
    matchesSearch(`${t(`kinds.${kind}`)} ${t(`about.${kind}`)}`, search),
  );
  const start = (kind: NewKind | "control") => {
    if (kind === "control") setControl(true);
    else if (asks(kind)) setAdding(kind);
    else if (kind === "text") add({ id: "new", type: "text", text: t("newText") });
    else add({ id: "new", type: "section", title: t("newSection") });
  };
  return (
    <section aria-label={t("title")} className="border-line border-b pb-2">
      <div className="px-4 pt-3">
        <SearchInput value={search} onValueChange={setSearch} label={t("search")} />
      </div>
      <h2 className={cn("flex h-9 items-center px-4 text-12 text-ink-2", kinds.length === 0 && "sr-only")}>
        {t("title")}
      </h2>
      <ul className="px-2">
        {kinds.map(({ kind, icon: Icon }) => (
          <li key={kind}>
            <button
              type="button"
              // Pressed it does nothing, but that and why is heard.
              aria-disabled={(empty && kind !== "text" && kind !== "section") || undefined}
              onClick={() => {
                if (!empty || kind === "text" || kind === "section") start(kind);
              }}
              className="flex w-full items-center gap-3 rounded-2 px-2 py-1.5 text-left hover:bg-hover aria-disabled:cursor-not-allowed aria-disabled:opacity-60 pointer-coarse:min-h-11"
            >
              <Icon aria-hidden className="size-4 shrink-0 text-ink-2" />
              <span className="min-w-0">
                <span className="block truncate font-medium text-12">{t(`kinds.${kind}`)}</span>
                <span className="block truncate text-11 text-ink-2">{t(`about.${kind}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {empty ? <p className="px-4 pt-2 text-12 text-ink-2">{t("noDatasets")}</p> : null}
      {search.trim() === "" ? null : (
        <FoundFields datasets={datasets} search={search} others={kinds.length > 0} />
      )}
      {adding ? (
        <AddDialog key={adding} kind={adding} datasets={datasets} onClose={() => setAdding(null)} />
      ) : null}
      <AddControlDialog open={control} onOpenChange={setControl} />
    </section>
  );
}
