"use client";

import { useTranslations } from "next-intl";
import { useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import { toast } from "@/components/ui/toast";
import type { Widget } from "@/lib/dashboards/schema";
import { addWidget } from "@/lib/editor/add-widget";

/** Puts a widget in a free place of the open page and chooses it. */
export function useAddWidget(): (widget: Widget) => void {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const canvas = useCanvasStore();
  return (widget) => {
    const { change, settle, select, page, history } = store.getState();
    const { spec, id } = addWidget(history.present, widget, { page });
    if (id === null) return toast({ title: t("tooMany"), tone: "error" });
    settle();
    change("add", () => spec);
    select({ kind: "widgets", ids: [id] });
    canvas.getState().focus(id);
  };
}
