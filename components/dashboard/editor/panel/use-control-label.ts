"use client";

import { useTranslations } from "next-intl";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import type { Control } from "@/lib/dashboards/control";
import { localText } from "@/lib/format/format";

/** What a control is called on the page. */
export function useControlLabel(): (control: Control) => string {
  const t = useTranslations("editor.panels.control");
  const { datasets, locale } = useEditorData();
  return (control) => {
    if (control.type === "date_range") return t("period");
    if (control.label) return localText(control.label, locale);
    if (!("dimension" in control)) return control.name;
    const dataset = "dataset" in control ? datasets.get(control.dataset) : undefined;
    return dataset?.dimensions.find(({ name }) => name === control.dimension)?.label ?? control.name;
  };
}
