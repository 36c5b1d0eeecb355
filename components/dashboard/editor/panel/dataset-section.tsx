"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditor } from "@/components/dashboard/editor/editor-store";
import { fieldLabel } from "@/components/dashboard/editor/panel/field-menu";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import { Button } from "@/components/ui/button";
import type { DataWidget } from "@/lib/dashboards/schema";
import { lostFields, setDataset } from "@/lib/editor/change-dataset";
import { withSwitches } from "@/lib/editor/switch-fields";

/** Which data widgets ask. Another dataset keeps the fields it has too; what would be lost is named before it is. */
export function DatasetSection({ widgets }: { widgets: readonly DataWidget[] }) {
  const t = useTranslations("editor.panels.dataset");
  const change = useChange();
  const { datasets, locale } = useEditorData();
  const controls = useEditor((state) => state.history.present.controls);
  const [wanted, setWanted] = useState<string | null>(null);
  const now = new Set(widgets.map(({ dataset }) => dataset));
  const [only] = now;
  const value = now.size === 1 && only !== undefined ? only : "";
  const infoOf = (id: string) => {
    const info = datasets.get(id);
    return info && withSwitches(info, controls, locale);
  };
  const lost = (id: string) => {
    const info = infoOf(id);
    if (!info) return [];
    return [
      ...new Set(
        widgets.flatMap((widget) =>
          widget.dataset === id
            ? []
            : lostFields(widget, info).map((name) => fieldLabel(infoOf(widget.dataset), name)),
        ),
      ),
    ];
  };
  const take = (id: string) => {
    const info = infoOf(id);
    setWanted(null);
    if (!info) return;
    change("dataset", (spec) =>
      setDataset(
        spec,
        widgets.map((widget) => widget.id),
        info,
      ),
    );
  };
  const warned = wanted === null ? [] : lost(wanted);
  const info = datasets.get(value);
  return (
    <PanelSection title={t("title")}>
      <PanelSelect
        label={t("title")}
        bare
        value={wanted ?? value}
        options={[
          ...(datasets.has(value) ? [] : [{ value, label: value === "" ? t("several") : value }]),
          ...[...datasets.values()].map(({ id, label }) => ({ value: id, label })),
        ]}
        hint={
          info
            ? (info.description ??
              t("fields", { dimensions: info.dimensions.length, measures: info.measures.length }))
            : value === ""
              ? undefined
              : t("unknown")
        }
        onValue={(id) => {
          if (id === value || id === "") return setWanted(null);
          if (lost(id).length > 0) setWanted(id);
          else take(id);
        }}
      />
      {wanted !== null && warned.length > 0 ? (
        <div role="alert" className="flex flex-col gap-2 rounded-2 bg-warn-soft p-2 text-12 text-warn">
          <p>{t("lost", { fields: warned.join(", ") })}</p>
          <div className="flex gap-2">
            <Button size="sm" onClick={() => take(wanted)}>
              {t("change")}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setWanted(null)}>
              {t("keep")}
            </Button>
          </div>
        </div>
      ) : null}
    </PanelSection>
  );
}
