"use client";

import { Paintbrush } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { FormatSelect } from "@/components/table/format/format-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { NamedDataset } from "@/lib/dashboards/name-check";
import type { TableWidget } from "@/lib/dashboards/schema";
import { applyFormats, formattedTables, tablesFor } from "@/lib/editor/apply-formats";
import { localText } from "@/lib/format/format";

/** Puts one table's formatting rules upon others of the document, as one step that can be undone. */
export function BulkFormats({ datasets }: { datasets: readonly NamedDataset[] | undefined }) {
  const t = useTranslations("yamlTab");
  const common = useTranslations("common");
  const locale = useViewerLocale();
  const id = useId();
  const store = useEditorStore();
  const spec = useSpec();
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const sources = formattedTables(spec);
  const source = sources.find((table) => table.id === from) ?? sources[0];
  const targets = source ? tablesFor(spec, source.id, datasets) : [];
  // All of them, until one is left out.
  const chosen = targets.filter((table) => !left.has(table.id));
  const nameOf = ({ id: key, title }: TableWidget) => (title ? localText(title, locale) : key);

  const run = () => {
    if (!source) return;
    const ids = chosen.map((table) => table.id);
    store.getState().change("formats", (document) => applyFormats(document, source.id, ids, datasets));
    setOpen(false);
    setLeft(new Set());
    toast({ title: t("formatted", { count: ids.length }) });
  };
  return (
    <>
      <Button size="sm" disabled={sources.length === 0} onClick={() => setOpen(true)}>
        <Paintbrush aria-hidden />
        {t("formats")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("formatsTitle")} description={t("formatsHint")}>
          <DialogBody className="flex flex-col gap-4">
            <div className="flex items-center gap-3">
              <span aria-hidden className="text-12 text-ink-2">
                {t("formatsFrom")}
              </span>
              <FormatSelect
                label={t("formatsFrom")}
                value={source?.id ?? ""}
                options={sources.map((table) => ({ value: table.id, label: nameOf(table) }))}
                onChange={setFrom}
              />
            </div>
            {targets.length === 0 ? (
              <p className="text-12 text-ink-2">{t("formatsNone")}</p>
            ) : (
              <fieldset>
                <legend className="mb-1 font-medium text-12">{t("formatsTo")}</legend>
                <ul>
                  {targets.map((table) => (
                    <li
                      key={table.id}
                      className="flex min-h-7 items-center gap-2 pl-1 pointer-coarse:min-h-11"
                    >
                      <Checkbox
                        id={id + table.id}
                        checked={!left.has(table.id)}
                        onCheckedChange={(checked) => {
                          const next = new Set(left);
                          if (checked === true) next.delete(table.id);
                          else next.add(table.id);
                          setLeft(next);
                        }}
                      />
                      <label htmlFor={id + table.id} className="min-w-0 flex-1 truncate text-12">
                        {nameOf(table)}
                      </label>
                    </li>
                  ))}
                </ul>
              </fieldset>
            )}
          </DialogBody>
          <DialogFooter>
            <Button onClick={() => setOpen(false)}>{common("cancel")}</Button>
            <Button variant="primary" disabled={chosen.length === 0} onClick={run}>
              {t("formatsRun", { count: chosen.length })}
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}
