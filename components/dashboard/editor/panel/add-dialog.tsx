"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useEditor } from "@/components/dashboard/editor/editor-store";
import { AddFields } from "@/components/dashboard/editor/panel/add-fields";
import { AddKinds } from "@/components/dashboard/editor/panel/add-kinds";
import { AddPreview } from "@/components/dashboard/editor/panel/add-preview";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { useAddWidget } from "@/components/dashboard/editor/panel/use-add-widget";
import { useFieldTitle } from "@/components/dashboard/editor/panel/use-field-title";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { type ChosenFields, type FieldKind, type NewChoice, newOptions } from "@/lib/editor/new-widget";
import { withSwitches } from "@/lib/editor/switch-fields";

export interface AddDialogProps {
  kind: FieldKind;
  datasets: readonly DatasetInfo[];
  onClose: () => void;
}

const NOTHING: ChosenFields = { dimensions: [], measures: [] };

/** A new widget: of which data, of which fields, of which kind; drawn while one chooses. */
export function AddDialog({ kind, datasets, onClose }: AddDialogProps) {
  const t = useTranslations("editor.adding");
  const common = useTranslations("common");
  const locale = useLocale() === "en" ? "en" : "ko";
  const add = useAddWidget();
  const titleOf = useFieldTitle();
  const controls = useEditor((state) => state.history.present.controls);
  const widgets = useEditor((state) => state.history.present.widgets);
  // What the dashboard asks already is what one adds to, most often.
  const asked = widgets.findLast((widget) => "dataset" in widget);
  const [dataset, setDataset] = useState(() => {
    const [first] = datasets;
    return (
      (asked && "dataset" in asked && datasets.find(({ id }) => id === asked.dataset)?.id) || first?.id || ""
    );
  });
  const info = useMemo(() => {
    const found = datasets.find(({ id }) => id === dataset) ?? datasets[0];
    return found && withSwitches(found, controls, locale);
  }, [datasets, dataset, controls, locale]);
  const [chosen, setChosen] = useState<ChosenFields>(NOTHING);
  const [wanted, setWanted] = useState<NewChoice | null>(null);
  const [title, setTitle] = useState<string | null>(null);
  const { suits, options } = useMemo(
    () => (info ? newOptions(kind, info, chosen) : { suits: null, options: [] }),
    [kind, info, chosen],
  );
  const option =
    options.find((one) => one.kind === wanted && one.widget) ??
    options.find((one) => one.kind === suits) ??
    options[0];
  const widget = option?.widget ?? null;
  const proposed = widget && info ? titleOf(widget, info) : "";
  const named = useMemo(
    () => widget && { ...widget, title: title?.trim() || proposed || t(`kinds.${kind}`) },
    [widget, title, proposed, t, kind],
  );
  const added = useRef(false);
  if (!info) return null;
  const finish = () => {
    if (!named) return;
    added.current = true;
    onClose();
    add(named);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t(`titles.${kind}`)}
        description={t(`texts.${kind}`)}
        className="sm:top-[6vh] sm:max-h-[88vh] sm:w-[920px] sm:max-w-[calc(100vw-32px)]"
        // The new widget takes the focus itself.
        onCloseAutoFocus={(event) => added.current && event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing)
            finish();
        }}
      >
        <DialogBody className="grid min-h-0 gap-4 sm:h-[62vh] sm:grid-cols-[264px_minmax(0,1fr)] sm:overflow-hidden">
          <div className="flex min-h-0 flex-col gap-2">
            <PanelSelect
              label={t("dataset")}
              className="flex-none"
              value={info.id}
              options={datasets.map(({ id, label }) => ({ value: id, label }))}
              onValue={(id) => {
                setDataset(id);
                setChosen(NOTHING);
                setWanted(null);
              }}
            />
            <AddFields key={info.id} info={info} chosen={chosen} onChosen={setChosen} />
          </div>
          <div className="flex min-h-0 min-w-0 flex-col gap-3">
            {kind === "chart" ? (
              <AddKinds
                options={options}
                suits={suits}
                value={option?.widget ? option.kind : null}
                onValue={setWanted}
              />
            ) : null}
            <div className="flex items-center gap-2">
              <Label htmlFor="add-title" className="shrink-0">
                {t("widgetTitle")}
              </Label>
              <Input
                id="add-title"
                value={title ?? ""}
                placeholder={proposed}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setTitle(event.target.value)}
              />
            </div>
            <AddPreview
              widget={named}
              unfit={option?.unfit ?? null}
              leaves={option?.leaves ?? []}
              info={info}
            />
          </div>
        </DialogBody>
        <DialogFooter note={t("addHint")}>
          <DialogClose asChild>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button variant="primary" disabled={!named} onClick={finish}>
            {t("add")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
