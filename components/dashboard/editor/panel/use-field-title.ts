"use client";

import { useTranslations } from "next-intl";
import { fieldLabel } from "@/components/dashboard/editor/panel/field-menu";
import type { Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { partsOf } from "@/lib/editor/change-kind";
import { dimensionName } from "@/lib/table/known-columns";

/** What a widget shows, as its title: `Margin by brand`. */
export function useFieldTitle(): (widget: Widget, info: DatasetInfo) => string {
  const t = useTranslations("editor.adding");
  return (widget, info) => {
    const list = (names: readonly string[]) => names.map((name) => fieldLabel(info, name)).join(", ");
    const { dimensions, measures } =
      widget.type === "chart"
        ? partsOf(widget.chart)
        : widget.type === "table"
          ? { dimensions: widget.dimensions, measures: widget.config.metrics ?? [] }
          : { dimensions: [], measures: widget.type === "kpi" ? widget.measures : [] };
    const by = list(dimensions.map(dimensionName));
    const shown = list(measures);
    return (shown && by ? t("titleBy", { measures: shown, dimensions: by }) : shown || by).slice(0, 200);
  };
}
