"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { ViewScope } from "@/lib/views/schema";

export interface SaveAsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  canShare: boolean;
  /** @returns what went wrong, or null */
  onSave: (name: string, scope: ViewScope) => Promise<string | null>;
}

/** Saves the tables' state as a view with a name. */
export function SaveAsDialog({ open, onOpenChange, canShare, onSave }: SaveAsDialogProps) {
  const t = useTranslations("dashboard");
  const id = useId();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name.trim() === "") return;
    setBusy(true);
    const failed = await onSave(name.trim(), shared ? "shared" : "personal");
    setBusy(false);
    setError(failed);
    if (failed !== null) return;
    setName("");
    onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("saveAs.title")} description={t("saveAs.text")}>
        <form onSubmit={submit} className="flex min-h-0 flex-col">
          <DialogBody className="flex flex-col gap-4">
            <div>
              <label htmlFor={id} className="mb-1 block text-12 text-ink-2">
                {t("saveAs.name")}
              </label>
              <Input
                id={id}
                size="lg"
                value={name}
                maxLength={200}
                required
                aria-invalid={error !== null || undefined}
                aria-describedby={error ? `${id}error` : undefined}
                onChange={(event) => setName(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && event.nativeEvent.isComposing) event.preventDefault();
                }}
              />
              {error === null ? null : (
                <p id={`${id}error`} role="alert" className="mt-1 text-12 text-neg">
                  {error || t("saveFailed")}
                </p>
              )}
            </div>
            {canShare ? (
              <div className="flex items-center gap-2 text-12">
                <Switch id={`${id}shared`} checked={shared} onCheckedChange={setShared} />
                <label htmlFor={`${id}shared`}>{t("saveAs.share")}</label>
              </div>
            ) : null}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{t("saveAs.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={busy}>
              {t("saveAs.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
