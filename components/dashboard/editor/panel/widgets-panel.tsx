"use client";

import { Copy, Layers2, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useSpec } from "@/components/dashboard/editor/editor-store";
import { KIND_ICONS } from "@/components/dashboard/editor/layers";
import { DatasetSection } from "@/components/dashboard/editor/panel/dataset-section";
import { PanelHead } from "@/components/dashboard/editor/panel/panel-head";
import { PlainWidget } from "@/components/dashboard/editor/panel/plain-widget";
import { ReachSection, StaleSection } from "@/components/dashboard/editor/panel/reach-section";
import { WidgetTabs } from "@/components/dashboard/editor/panel/widget-tabs";
import { PlaceFields } from "@/components/dashboard/editor/place-fields";
import { useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { Button } from "@/components/ui/button";
import { asksData } from "@/lib/dashboards/asks-data";

/** One widget in all its settings; of several what they have in common. */
export function WidgetsPanel({ ids }: { ids: readonly string[] }) {
  const t = useTranslations("editor");
  const spec = useSpec();
  const { titleOf } = useEditorData();
  const commands = useEditorCommands();
  const widgets = spec.widgets.filter(({ id }) => ids.includes(id));
  const [first, ...others] = widgets;
  if (!first) return null;
  const asking = widgets.filter(asksData);
  const title = others.length > 0 ? t("said.chosen", { count: widgets.length }) : titleOf(first);
  return (
    <>
      <PanelHead icon={others.length > 0 ? Layers2 : KIND_ICONS[first.type]} title={title}>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("actions.duplicate")}
          title={t("actions.duplicate")}
          onClick={() => commands.duplicate()}
        >
          <Copy aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("actions.remove")}
          title={t("actions.remove")}
          onClick={() => commands.remove()}
        >
          <Trash2 aria-hidden />
        </Button>
      </PanelHead>
      {others.length > 0 ? (
        <>
          <PlaceFields ids={ids} />
          {asking.length > 0 ? (
            <>
              <DatasetSection widgets={asking} />
              <ReachSection widgets={asking} />
              <StaleSection key={ids.join(" ")} widgets={asking} />
            </>
          ) : null}
        </>
      ) : asksData(first) ? (
        <WidgetTabs widget={first} />
      ) : (
        <PlainWidget key={first.id} widget={first} />
      )}
    </>
  );
}
