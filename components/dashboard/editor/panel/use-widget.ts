"use client";

import { useMemo } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditor } from "@/components/dashboard/editor/editor-store";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import type { DataWidget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { type ChartPatch, setChart, setWidget, type WidgetPatch } from "@/lib/editor/set-widget";
import { withSwitches } from "@/lib/editor/switch-fields";

/** A dataset with the dashboard's switches among its fields; undefined where it is not the editor's to see. */
export function useFields(dataset: string): DatasetInfo | undefined {
  const { datasets, locale } = useEditorData();
  const controls = useEditor((state) => state.history.present.controls);
  const info = datasets.get(dataset);
  return useMemo(() => info && withSwitches(info, controls, locale), [info, controls, locale]);
}

/** What a panel does to one widget. Changes of a text are one step for each field. */
export function useWidgetChange(id: string) {
  const change = useChange();
  return useMemo(
    () => ({
      set: (name: string, patch: WidgetPatch, merge?: string) =>
        change(name, (spec) => setWidget(spec, id, patch), merge && `${id} ${merge}`),
      chart: (patch: ChartPatch, merge?: string) =>
        change("chart", (spec) => setChart(spec, id, patch), merge && `${id} ${merge}`),
    }),
    [change, id],
  );
}

export type WidgetProps<W extends DataWidget = DataWidget> = { widget: W; info: DatasetInfo };
