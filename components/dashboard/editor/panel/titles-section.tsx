"use client";

import { useTranslations } from "next-intl";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { useWidgetChange } from "@/components/dashboard/editor/panel/use-widget";
import type { Widget } from "@/lib/dashboards/schema";

/** What a widget is called, and what is said of it. */
export function TitlesSection({ widget }: { widget: Widget }) {
  const t = useTranslations("editor.panels.titles");
  const { set } = useWidgetChange(widget.id);
  return (
    <PanelSection title={t("heading")}>
      <LocalTextField
        label={t("title")}
        optional={widget.type !== "section"}
        placeholder={widget.id}
        value={widget.title}
        onText={(title) => set("title", { title }, "title")}
      />
      <LocalTextField
        label={t("description")}
        optional
        rows={2}
        value={widget.description}
        onText={(description) => set("title", { description }, "description")}
      />
    </PanelSection>
  );
}
