"use client";

import { useTranslations } from "next-intl";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import { PanelName } from "@/components/dashboard/editor/panel/panel-name";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import type { Widget } from "@/lib/dashboards/schema";
import { renamedIn } from "@/lib/editor/selection";
import { renameWidget } from "@/lib/editor/set-widget";

/** How documents, addresses and saved views call a widget. */
export function IdSection({ widget }: { widget: Pick<Widget, "id"> }) {
  const t = useTranslations("editor.panels.id");
  const change = useChange();
  const store = useEditorStore();
  return (
    <PanelSection title={t("title")}>
      <PanelName
        label={t("title")}
        hint={t("hint")}
        value={widget.id}
        taken={(id) => store.getState().history.present.widgets.some((one) => one.id === id)}
        onName={(id) => {
          // The field is left by choosing something else, too: that stays chosen.
          const { selection, select } = store.getState();
          const fault = change("id", (spec) => renameWidget(spec, widget.id, id));
          if (fault === null) select(renamedIn(selection, "widgets", widget.id, id));
          return fault;
        }}
      />
    </PanelSection>
  );
}
