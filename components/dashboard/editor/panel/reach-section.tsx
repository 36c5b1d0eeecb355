"use client";

import { useTranslations } from "next-intl";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditor } from "@/components/dashboard/editor/editor-store";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import { useControlLabel } from "@/components/dashboard/editor/panel/use-control-label";
import { isSwitch } from "@/lib/dashboards/control-kinds";
import type { DataWidget } from "@/lib/dashboards/schema";
import { ignoredAs } from "@/lib/editor/change-controls";
import { mapWidgets, type Patch, patched } from "@/lib/editor/set-widget";

/** Which filters hold for widgets, each on or off. */
export function ReachSection({ widgets }: { widgets: readonly DataWidget[] }) {
  const t = useTranslations("editor.panels.reach");
  const change = useChange();
  const labelOf = useControlLabel();
  const { datasets } = useEditorData();
  const filters = useEditor((state) => state.history.present.controls).filter((one) => !isSwitch(one));
  const ids = widgets.map(({ id }) => id);
  return (
    <PanelSection title={t("title")} hint={filters.length === 0 ? t("none") : undefined}>
      {filters.map((control) => {
        const name = ignoredAs(control);
        const other = widgets.every(({ dataset }) =>
          control.type === "date_range"
            ? datasets.get(dataset)?.dimensions.every((one) => one.name !== control.dimension)
            : dataset !== control.dataset,
        );
        return (
          <SwitchRow
            key={name}
            label={labelOf(control)}
            hint={other ? t("otherDataset") : undefined}
            checked={!other && widgets.every(({ ignores }) => !ignores?.includes(name))}
            disabled={other}
            onChange={(on) =>
              change("reach", (spec) =>
                mapWidgets(spec, ids, (widget) => {
                  if (!("dataset" in widget)) return widget;
                  const rest = (widget.ignores ?? []).filter((one) => one !== name);
                  const ignores = on ? rest : [...rest, name];
                  return patched(widget, {
                    ignores: ignores.length > 0 ? ignores : undefined,
                  } as Patch<typeof widget>);
                }),
              )
            }
          />
        );
      })}
    </PanelSection>
  );
}

/** How old an answer may be that is shown at once. */
export function StaleSection({ widgets }: { widgets: readonly DataWidget[] }) {
  const t = useTranslations("editor.panels.stale");
  const change = useChange();
  const ids = widgets.map(({ id }) => id);
  const same = new Set(widgets.map(({ staleMinutes }) => staleMinutes)).size === 1;
  return (
    <PanelSection title={t("title")}>
      <PanelNumber
        label={t("minutes")}
        hint={t("hint")}
        placeholder={same ? t("never") : t("several")}
        optional
        whole={{ least: 1, most: 60 }}
        value={same ? widgets[0]?.staleMinutes : undefined}
        onNumber={(staleMinutes) =>
          change(
            "behaviour",
            (spec) =>
              mapWidgets(spec, ids, (widget) =>
                "dataset" in widget ? patched(widget, { staleMinutes } as Patch<typeof widget>) : widget,
              ),
            `${ids.join(" ")} stale`,
          )
        }
      />
    </PanelSection>
  );
}
