"use client";

import { ArrowLeft, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { ControlFields } from "@/components/dashboard/editor/panel/control-fields";
import { CONTROL_ICONS } from "@/components/dashboard/editor/panel/control-icons";
import { PanelHead } from "@/components/dashboard/editor/panel/panel-head";
import { PanelName } from "@/components/dashboard/editor/panel/panel-name";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import { useControlLabel } from "@/components/dashboard/editor/panel/use-control-label";
import { useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { Button } from "@/components/ui/button";
import {
  type ControlPatch,
  findControl,
  ignoredAs,
  removeControl,
  renameControl,
  setControl,
} from "@/lib/editor/change-controls";
import { NOTHING, renamedIn } from "@/lib/editor/selection";

/** Everything about one control. */
export function ControlPanel({ of: key }: { of: string }) {
  const t = useTranslations("editor.panels.control");
  const store = useEditorStore();
  const change = useChange();
  const { keepFocus } = useEditorCommands();
  const labelOf = useControlLabel();
  const spec = useSpec();
  const control = findControl(spec, key);
  if (!control) return null;
  const { select } = store.getState();
  const set = (patch: ControlPatch, merge?: string) =>
    change("control", (now) => setControl(now, key, patch), merge && `${key} ${merge}`);
  return (
    <>
      <PanelHead icon={CONTROL_ICONS[control.type]} title={labelOf(control)}>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("all")}
          title={t("all")}
          onClick={() => select(NOTHING)}
        >
          <ArrowLeft aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("remove", { control: labelOf(control) })}
          title={t("remove", { control: labelOf(control) })}
          onClick={() => {
            change("control", (now) => removeControl(now, key));
            keepFocus();
          }}
        >
          <Trash2 aria-hidden />
        </Button>
      </PanelHead>
      <p className="border-line border-b px-4 py-2 text-12 text-ink-2">
        {t(`types.${control.type}`)} · {t(`about.${control.type}`)}
      </p>
      <ControlFields control={control} set={set} />
      <PanelSection title={t("rights")}>
        <SwitchRow
          label={t("locked")}
          hint={t("lockedHint")}
          checked={control.locked === true}
          onChange={(on) => set({ locked: on || undefined })}
        />
      </PanelSection>
      {control.type === "date_range" ? null : (
        <PanelSection title={t("name")}>
          <PanelName
            label={t("name")}
            hint={t("nameHint", { name: control.name })}
            value={control.name}
            taken={(name) =>
              name === "date" ||
              store
                .getState()
                .history.present.controls.some((one) => one !== control && ignoredAs(one) === name)
            }
            onName={(name) => {
              // The field is left by choosing something else, too: that stays chosen.
              const { selection } = store.getState();
              const fault = change("control", (now) => renameControl(now, key, name));
              if (fault === null) select(renamedIn(selection, "control", key, `f.${name}`));
              return fault;
            }}
          />
        </PanelSection>
      )}
    </>
  );
}
