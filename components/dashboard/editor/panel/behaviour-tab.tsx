"use client";

import { useTranslations } from "next-intl";
import { DrillSection } from "@/components/dashboard/editor/panel/drill-section";
import { IdSection } from "@/components/dashboard/editor/panel/id-section";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { ReachSection, StaleSection } from "@/components/dashboard/editor/panel/reach-section";
import { useWidgetChange } from "@/components/dashboard/editor/panel/use-widget";
import type { DataWidget } from "@/lib/dashboards/schema";

/** What a widget does to others and they to it, and where it leads. */
export function BehaviourTab({ widget }: { widget: DataWidget }) {
  const t = useTranslations("editor.panels.cross");
  const { set } = useWidgetChange(widget.id);
  const cross = widget.crossFilter ?? {};
  // Both unless the document says no: it says nothing else.
  const write = (field: "sends" | "takes", on: boolean) => {
    const { [field]: _, ...rest } = cross;
    const next = on ? rest : { ...rest, [field]: false };
    set("behaviour", { crossFilter: Object.keys(next).length > 0 ? next : undefined });
  };
  return (
    <>
      <PanelSection title={t("title")}>
        {widget.type === "kpi" ? null : (
          <SwitchRow
            label={t("sends")}
            checked={cross.sends !== false}
            onChange={(on) => write("sends", on)}
          />
        )}
        <SwitchRow label={t("takes")} checked={cross.takes !== false} onChange={(on) => write("takes", on)} />
      </PanelSection>
      <ReachSection widgets={[widget]} />
      {widget.type === "kpi" ? null : <DrillSection key={widget.id} widget={widget} />}
      <StaleSection widgets={[widget]} />
      <IdSection widget={widget} />
    </>
  );
}
