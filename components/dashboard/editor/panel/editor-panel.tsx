"use client";

import { useTranslations } from "next-intl";
import { useEditor } from "@/components/dashboard/editor/editor-store";
import { ControlPanel } from "@/components/dashboard/editor/panel/control-panel";
import { DashboardPanel } from "@/components/dashboard/editor/panel/dashboard-panel";
import { WidgetsPanel } from "@/components/dashboard/editor/panel/widgets-panel";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

export interface EditorPanelProps {
  /** Those the editor may see. */
  datasets: readonly DatasetInfo[];
  /** Whether they decide who may open the dashboard: its owner and admins. */
  mayShare?: boolean;
}

/** What is chosen, in all its settings: a widget, several, a control; the dashboard itself where nothing is. */
export function EditorPanel({ datasets, mayShare = false }: EditorPanelProps) {
  const t = useTranslations("editor.panels");
  const selection = useEditor((state) => state.selection);
  const panel =
    selection.kind === "widgets" ? (
      <WidgetsPanel ids={selection.ids} />
    ) : selection.kind === "control" ? (
      <ControlPanel key={selection.key} of={selection.key} />
    ) : (
      <DashboardPanel mayShare={mayShare} />
    );
  return (
    <>
      {datasets.length === 0 ? (
        <p className="bg-warn-soft px-4 py-2 text-12 text-warn">{t("noDatasets")}</p>
      ) : null}
      {panel}
    </>
  );
}
