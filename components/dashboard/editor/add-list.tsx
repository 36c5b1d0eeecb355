"use client";

import { useTranslations } from "next-intl";
import { useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import { KIND_ICONS } from "@/components/dashboard/editor/layers";
import { toast } from "@/components/ui/toast";
import { ChartSpec } from "@/lib/chart/chart-spec";
import type { Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { addWidget } from "@/lib/editor/add-widget";

/** A widget of each kind to begin with. Those that ask take the dataset's first fields; none where it has none. */
function beginnings(dataset: DatasetInfo | undefined, words: { section: string; text: string }): Widget[] {
  const measure = dataset?.measures[0]?.name;
  const dimension = dataset?.dimensions.find(({ type }) => type === "string")?.name;
  const asking: Widget[] =
    dataset && measure !== undefined && dimension !== undefined
      ? [
          {
            id: "new",
            type: "table",
            dataset: dataset.id,
            dimensions: [dimension],
            filters: [],
            config: { metrics: [measure] },
          },
          {
            id: "new",
            type: "chart",
            dataset: dataset.id,
            chart: ChartSpec.parse({ kind: "bar", x: { name: dimension }, measure }),
            filters: [],
          },
          { id: "new", type: "kpi", dataset: dataset.id, measures: [measure], filters: [] },
        ]
      : [];
  return [
    ...asking,
    { id: "new", type: "text", text: words.text },
    { id: "new", type: "section", title: words.section },
  ];
}

/** One button a kind of widget: it comes to a free place of the page. */
export function AddList() {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const { datasets } = useEditorData();
  const words = { text: t("newText"), section: t("newSection") };
  const add = (widget: Widget) => {
    const { change, select, page, history } = store.getState();
    const { spec, id } = addWidget(history.present, widget, { page });
    if (id === null) {
      toast({ title: t("tooMany"), tone: "error" });
      return;
    }
    change("add", () => spec);
    select({ kind: "widgets", ids: [id] });
    canvas.getState().focus(id);
  };
  return (
    <section aria-label={t("add")} className="border-line border-b px-2 pb-2">
      <h2 className="flex h-9 items-center px-2 text-12 text-ink-2">{t("add")}</h2>
      {beginnings([...datasets.values()][0], words).map((widget) => {
        const Icon = KIND_ICONS[widget.type];
        return (
          <button
            key={widget.type}
            type="button"
            onClick={() => add(widget)}
            className="flex h-8 w-full items-center gap-2 rounded-2 px-2 text-left text-13 hover:bg-hover pointer-coarse:h-11"
          >
            <Icon aria-hidden className="size-4 text-ink-2" />
            {t(`kinds.${widget.type}`)}
          </button>
        );
      })}
    </section>
  );
}
