"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEditor, useEditorStore } from "@/components/dashboard/editor/editor-store";
import { AddControlDialog } from "@/components/dashboard/editor/panel/add-control-dialog";
import { CONTROL_ICONS } from "@/components/dashboard/editor/panel/control-icons";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import { useControlLabel } from "@/components/dashboard/editor/panel/use-control-label";
import { useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import { controlKey } from "@/lib/dashboards/control-kinds";
import { MOST_CONTROLS, moveControl, removeControl } from "@/lib/editor/change-controls";

/** The dashboard's controls in their order: pressed, one shows its settings. */
export function ControlList() {
  const t = useTranslations("editor.panels.control");
  const store = useEditorStore();
  const change = useChange();
  const { keepFocus } = useEditorCommands();
  const labelOf = useControlLabel();
  const controls = useEditor((state) => state.history.present.controls);
  const [adding, setAdding] = useState(false);
  const order = useListOrder((key, to) => change("control", (spec) => moveControl(spec, key, to)));
  return (
    <PanelSection
      title={t("title")}
      hint={controls.length === 0 ? t("none") : undefined}
      action={
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("add")}
          title={t("add")}
          disabled={controls.length >= MOST_CONTROLS}
          onClick={() => setAdding(true)}
        >
          <Plus aria-hidden />
        </Button>
      }
    >
      {controls.length > 0 ? (
        <ol aria-label={t("title")} className="rounded-2 border border-line">
          {controls.map((control, i) => {
            const key = controlKey(control);
            const Icon = CONTROL_ICONS[control.type];
            return (
              <OrderItem
                key={key}
                order={order}
                name={key}
                label={labelOf(control)}
                place={controls.length > 1 ? { at: i, of: controls.length } : null}
                className="h-auto min-h-8 gap-1.5 border-line text-12 [&:not(:first-child)]:border-t"
                end={
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={t("remove", { control: labelOf(control) })}
                    title={t("remove", { control: labelOf(control) })}
                    onClick={() => {
                      change("control", (spec) => removeControl(spec, key));
                      keepFocus();
                    }}
                  >
                    <X aria-hidden />
                  </Button>
                }
              >
                <button
                  type="button"
                  onClick={() => store.getState().select({ kind: "control", key })}
                  className="flex min-h-7 min-w-0 flex-1 items-center gap-1.5 rounded-tag px-1 text-left"
                >
                  <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />
                  <span className="min-w-0 flex-1 truncate">{labelOf(control)}</span>
                </button>
              </OrderItem>
            );
          })}
        </ol>
      ) : null}
      <AddControlDialog open={adding} onOpenChange={setAdding} />
    </PanelSection>
  );
}
