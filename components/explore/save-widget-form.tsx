"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { SaveWidgetDialogProps, Targets } from "@/components/explore/save-widget-dialog";
import { isSignedOut, signInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SearchSelect } from "@/components/ui/search-select";
import { addWidgetAction } from "@/lib/dashboards/actions";
import type { AddedWidget } from "@/lib/dashboards/add-widget";

export interface SaveWidgetFormProps extends SaveWidgetDialogProps {
  targets: Targets;
  onSaved: (added: AddedWidget) => void;
  /** Somebody published meanwhile. Resolves once what is there now is known. */
  onConflict: () => Promise<void>;
}

/** Where to, and under which title. */
export function SaveWidgetForm({
  widget,
  title: proposed,
  controls,
  mayCreate,
  targets,
  onSaved,
  onConflict,
}: SaveWidgetFormProps) {
  const t = useTranslations("explore.saveWidget");
  const tCommon = useTranslations("common");
  const [title, setTitle] = useState(proposed.slice(0, 200));
  const [slug, setSlug] = useState<string | null>(mayCreate ? null : (targets[0]?.slug ?? null));
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const target = targets.find((one) => one.slug === slug);
  const ready = title.trim() !== "" && (target ? true : mayCreate && name.trim() !== "");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !ready) return;
    setBusy(true);
    setError(null);
    const { range, compare } = controls;
    const answer = await addWidgetAction({
      to: target ? { dashboard: target.slug, version: target.version } : { name: name.trim() },
      widget: { ...widget, title: title.trim() },
      ...(range ? { time: range } : {}),
      ...(compare ? { compare } : {}),
    }).catch(() => null);
    if (answer?.error && isSignedOut(answer.error.code)) signInAgain();
    if (answer?.error?.code === "CONFLICT_001") await onConflict();
    setBusy(false);
    if (answer?.data) onSaved(answer.data);
    else if (answer?.error?.code === "CONFLICT_001") setError(t("conflict"));
    else setError(answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("failed"));
  };

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <Field label={t("widgetTitle")}>
          {(control) => (
            <Input
              {...control}
              size="lg"
              value={title}
              maxLength={200}
              required
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("dashboard")} hint={t(target ? "followsHint" : "newHint")}>
          {({ id, ...control }) => (
            <SearchSelect
              {...control}
              id={id}
              value={target?.slug ?? null}
              shown={target?.name}
              fallback={mayCreate ? t("newDashboard") : t("choose")}
              options={() =>
                targets.map((one) => ({
                  id: one.slug,
                  label: one.name,
                  ...(one.folder ? { detail: one.folder } : {}),
                }))
              }
              labels={{
                choose: t("choose"),
                search: t("search"),
                none: (text) => t("none", { search: text }),
              }}
              onValueChange={setSlug}
            />
          )}
        </Field>
        {target || !mayCreate ? null : (
          <Field label={t("newName")}>
            {(control) => (
              <Input
                {...control}
                size="lg"
                value={name}
                maxLength={200}
                required
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        {error === null ? null : (
          <p role="alert" className="text-12 text-neg">
            {error}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>{tCommon("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
          {t("save")}
        </Button>
      </DialogFooter>
    </form>
  );
}
