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
  /** The view to rename or share; without it a new one is named. */
  of?: { name: string; scope: ViewScope };
  /** @returns what went wrong, or null */
  onSave: (name: string, scope: ViewScope) => Promise<string | null>;
}

/** Gives the tables' state a name as a new view, or another name to a view that is there. */
export function SaveAsDialog({ open, onOpenChange, ...props }: SaveAsDialogProps) {
  const t = useTranslations("dashboard");
  const words = props.of ? "editView" : "saveAs";
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t(`${words}.title`)} description={t(`${words}.text`)}>
        <NameForm {...props} onSaved={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface NameFormProps extends Pick<SaveAsDialogProps, "canShare" | "of" | "onSave"> {
  onSaved: () => void;
}

/** Anew each time the dialog opens, so that it begins with what is there. */
function NameForm({ canShare, of, onSave, onSaved }: NameFormProps) {
  const t = useTranslations("dashboard");
  const id = useId();
  const [name, setName] = useState(of?.name ?? "");
  const [shared, setShared] = useState(of?.scope === "shared");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name.trim() === "") return;
    setBusy(true);
    const failed = await onSave(name.trim(), shared ? "shared" : "personal");
    setBusy(false);
    setError(failed);
    if (failed === null) onSaved();
  };
  return (
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
          {t(of ? "editView.save" : "saveAs.save")}
        </Button>
      </DialogFooter>
    </form>
  );
}
