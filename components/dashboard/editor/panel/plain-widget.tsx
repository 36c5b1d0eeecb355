"use client";

import { useTranslations } from "next-intl";
import { IdSection } from "@/components/dashboard/editor/panel/id-section";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { TitlesSection } from "@/components/dashboard/editor/panel/titles-section";
import { useWidgetChange } from "@/components/dashboard/editor/panel/use-widget";
import { PlaceFields } from "@/components/dashboard/editor/place-fields";
import type { SectionWidget, TextWidget } from "@/lib/dashboards/schema";

/** Everything about a text or a heading: they ask nothing. */
export function PlainWidget({ widget }: { widget: TextWidget | SectionWidget }) {
  const t = useTranslations("editor.panels.plain");
  const { set } = useWidgetChange(widget.id);
  return (
    <>
      <PlaceFields ids={[widget.id]} />
      {widget.type === "text" ? (
        <PanelSection title={t("content")}>
          <LocalTextField
            label={t("text")}
            rows={8}
            value={widget.text}
            onText={(text) => set("text", { text: text ?? widget.text }, "text")}
          />
        </PanelSection>
      ) : null}
      <TitlesSection widget={widget} />
      {widget.type === "section" ? (
        <PanelSection title={t("section")}>
          <SwitchRow
            label={t("collapsed")}
            hint={t("collapsedHint")}
            checked={widget.collapsed === true}
            onChange={(on) => set("behaviour", { collapsed: on || undefined })}
          />
        </PanelSection>
      ) : null}
      <IdSection widget={widget} />
    </>
  );
}
