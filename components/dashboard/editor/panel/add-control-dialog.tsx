"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { focusPanel } from "@/components/dashboard/editor/focus-panel";
import { CONTROL_ICONS } from "@/components/dashboard/editor/panel/control-icons";
import { FieldSelect } from "@/components/dashboard/editor/panel/field-select";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { PanelFault } from "@/components/dashboard/editor/panel/panel-text";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { controlKey } from "@/lib/dashboards/control-kinds";
import { addControl, MOST_CONTROLS } from "@/lib/editor/change-controls";
import { CONTROL_TYPES, type ControlType, newControl } from "@/lib/editor/new-control";

export interface AddControlDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A new control: of which kind, over which field. Its settings follow in the panel. */
export function AddControlDialog({ open, onOpenChange }: AddControlDialogProps) {
  const t = useTranslations("editor.adding");
  const added = useRef(false);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={t("titles.control")}
        description={t("texts.control")}
        // To the settings of what was added, which follow.
        onCloseAutoFocus={(event) => {
          if (!added.current) return;
          added.current = false;
          event.preventDefault();
          focusPanel();
        }}
      >
        <Choice
          onAdd={() => {
            added.current = true;
            onOpenChange(false);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

/** Which fields a kind may be over; all kinds else are over none to begin with. */
const OVER: Partial<Record<ControlType, readonly string[]>> = {
  select: ["string", "number", "boolean", "date", "time"],
  text: ["string"],
  number_range: ["number"],
};
const OF_NO_DATASET: readonly ControlType[] = [
  "date_range",
  "dimension_switch",
  "metric_switch",
  "grain_switch",
];

function Choice({ onAdd }: { onAdd: () => void }) {
  const t = useTranslations("editor.adding");
  const words = useTranslations("editor.panels.control");
  const common = useTranslations("common");
  const store = useEditorStore();
  const change = useChange();
  const spec = useSpec();
  const { datasets } = useEditorData();
  const asked = spec.widgets.find((widget) => "dataset" in widget && datasets.has(widget.dataset));
  const [dataset, setDataset] = useState(
    () => (asked && "dataset" in asked ? asked.dataset : [...datasets.keys()][0]) ?? "",
  );
  const [type, setType] = useState<ControlType>(
    spec.controls.some((control) => control.type === "date_range") ? "select" : "date_range",
  );
  const [dimension, setDimension] = useState<string | undefined>(undefined);
  const info = datasets.get(dataset);
  const label = { en: t("controlLabel.en"), ko: t("controlLabel.ko") };
  const full = spec.controls.length >= MOST_CONTROLS;
  const made = info && !full ? newControl(type, info, spec, { label }, dimension) : null;
  const fault = full
    ? t("noControl.full", { most: MOST_CONTROLS })
    : typeof made === "string"
      ? t(`noControl.${made}`)
      : null;
  const over = OVER[type];
  const finish = () => {
    if (!made || typeof made === "string") return;
    if (change("control", (now) => addControl(now, made)) !== null) return;
    onAdd();
    store.getState().select({ kind: "control", key: controlKey(made) });
  };
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <DialogBody className="flex flex-col gap-3">
        <fieldset className="grid gap-1 sm:grid-cols-2">
          <legend className="mb-1 text-12 text-ink-2">{t("controlKind")}</legend>
          {CONTROL_TYPES.map((one) => {
            const Icon = CONTROL_ICONS[one];
            return (
              <label
                key={one}
                className={cn(
                  "flex cursor-pointer items-start gap-2 rounded-2 border border-line p-2 text-12 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent",
                  one === type && "border-accent-line bg-accent-soft hover:bg-accent-soft",
                )}
              >
                <input
                  type="radio"
                  name="control-kind"
                  value={one}
                  checked={one === type}
                  onChange={() => {
                    setType(one);
                    setDimension(undefined);
                  }}
                  className="sr-only"
                />
                <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-2" />
                <span className="min-w-0">
                  <span className="block font-medium">{words(`types.${one}`)}</span>
                  <span className="block text-11 text-ink-2">{words(`about.${one}`)}</span>
                </span>
              </label>
            );
          })}
        </fieldset>
        {info ? (
          <div className="grid gap-3 sm:grid-cols-2">
            <PanelSelect
              label={t("dataset")}
              hint={OF_NO_DATASET.includes(type) ? t("fieldsFrom") : undefined}
              value={dataset}
              options={[...datasets.values()].map((one) => ({ value: one.id, label: one.label }))}
              onValue={(id) => {
                setDataset(id);
                setDimension(undefined);
              }}
            />
            {over ? (
              <FieldSelect
                label={words("dimension")}
                info={info}
                of="dimensions"
                only={(name) =>
                  info.dimensions.some((one) => one.name === name && over.includes(one.type) && !one.masked)
                }
                none={t("chooseField")}
                value={made && typeof made === "object" && "dimension" in made ? made.dimension : undefined}
                onPick={setDimension}
              />
            ) : null}
          </div>
        ) : (
          <p className="text-12 text-ink-2">{t("noDatasets")}</p>
        )}
        {fault ? <PanelFault>{fault}</PanelFault> : null}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>{common("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" disabled={!made || typeof made === "string"}>
          {t("add")}
        </Button>
      </DialogFooter>
    </form>
  );
}
