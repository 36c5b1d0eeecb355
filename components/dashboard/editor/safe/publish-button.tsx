"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState, useSyncExternalStore } from "react";
import { useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { ConflictDialog } from "@/components/dashboard/editor/safe/conflict-dialog";
import type {
  Conflict,
  PublishOutcome,
  SafeEditing,
} from "@/components/dashboard/editor/safe/use-safe-editing";
import { hearText, isTextWrong, leavesOutBroken, typedText } from "@/components/dashboard/editor/yaml-text";
import { SpecChanges } from "@/components/dashboard/versions/spec-changes";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import type { SpecIssue } from "@/lib/dashboards/schema";
import { writeYaml } from "@/lib/dashboards/write-yaml";

export interface PublishButtonProps {
  safe: SafeEditing;
  timezone: string;
  /** Parts of the published document that are broken, and in nothing that is shown here. */
  broken: readonly SpecIssue[];
  /** Whether a copy may be made: `can(viewer, "dashboard.create")`. */
  mayCreate: boolean;
}

/** Publishes the draft, with what is said of it; where somebody was faster, asks what is to become of both. */
export function PublishButton({ safe, timezone, broken, mayCreate }: PublishButtonProps) {
  const t = useTranslations("drafts");
  const locale = useLocale() === "en" ? "en" : "ko";
  const spec = useSpec();
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const { published } = safe;
  const store = useEditorStore();
  const text = useSyncExternalStore(
    (listener) => hearText(store, listener),
    () => typedText(store),
    () => typedText(store),
  );
  const isWrong = isTextWrong(store);
  const [withoutBroken, setWithoutBroken] = useState(false);
  const leavesOut = leavesOutBroken(store, broken);
  const changes = useMemo(() => (open ? diffSpecs(published.spec, spec) : []), [open, published.spec, spec]);
  // Comments and the like are published too.
  const isOtherText = useMemo(
    () =>
      open &&
      text !== null &&
      !isWrong &&
      text !== writeYaml(spec, published.source) &&
      text !== published.source,
    [open, text, isWrong, spec, published.source],
  );
  // Without the broken parts it is another document too.
  const hasChanges = changes.length > 0 || isOtherText || leavesOut;
  const mayPublish = hasChanges && (!leavesOut || withoutBroken);

  /** What came of a try, from here or from the conflict's dialog. */
  const settle = (outcome: PublishOutcome) => {
    if ("message" in outcome) return setFailure(outcome.message);
    setFailure(null);
    if ("conflict" in outcome) {
      setOpen(false);
      return setConflict(outcome.conflict);
    }
    setOpen(false);
    setConflict(null);
    setMessage("");
    toast({ title: t("published") });
  };
  const publish = async () => {
    if (busy || !mayPublish) return;
    setBusy(true);
    settle(await safe.publish(message.trim()));
    setBusy(false);
  };
  const discard = async () => {
    setBusy(true);
    const failed = await safe.discard();
    setBusy(false);
    setFailure(failed);
    if (failed !== null) return;
    setOpen(false);
    toast({ title: t("discarded") });
  };

  return (
    <>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          setFailure(null);
        }}
      >
        <DialogTrigger asChild>
          <Button variant="primary" className="max-md:h-11">
            {t("publish")}
          </Button>
        </DialogTrigger>
        <DialogContent
          title={t("publishTitle")}
          description={t("differences", { count: changes.length, version: published.version })}
        >
          <DialogBody className="flex flex-col gap-3">
            <SpecChanges
              changes={changes}
              before={published.spec}
              after={spec}
              locale={locale}
              className="max-h-52 overflow-y-auto rounded-2 border border-line p-2"
            />
            {changes.length === 0 && isOtherText ? <p className="text-12">{t("onlyText")}</p> : null}
            {isWrong ? (
              <p className="rounded-2 border border-warn-line bg-warn-soft p-3 text-12">{t("wrongText")}</p>
            ) : null}
            {leavesOut ? (
              <div className="flex flex-col gap-2 rounded-2 border border-warn-line bg-warn-soft p-3 text-12">
                <p>{t("brokenLeft", { count: broken.length, version: published.version })}</p>
                {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox in it is its control */}
                <label className="flex min-h-8 items-center gap-2">
                  <Checkbox
                    checked={withoutBroken}
                    onCheckedChange={(checked) => setWithoutBroken(checked === true)}
                  />
                  {t("withoutBroken")}
                </label>
              </div>
            ) : null}
            <Field label={t("message")} hint={t("messageHint")}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={3}
                  maxLength={500}
                  value={message}
                  onChange={(event) => setMessage(event.target.value)}
                  onKeyDown={(event) => {
                    if (event.repeat || event.nativeEvent.isComposing) return;
                    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void publish();
                  }}
                />
              )}
            </Field>
            {failure === null ? null : (
              <p role="alert" className="wrap-anywhere text-12 text-neg">
                {failure}
              </p>
            )}
          </DialogBody>
          <DialogFooter className="flex-wrap">
            {changes.length > 0 || isOtherText || isWrong ? (
              <Button variant="danger" className="mr-auto" disabled={busy} onClick={() => void discard()}>
                {t("discard")}
              </Button>
            ) : null}
            <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
            <Button variant="primary" busy={busy} disabled={!mayPublish} onClick={() => void publish()}>
              {t("publish")}
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
      {conflict ? (
        <ConflictDialog
          conflict={conflict}
          safe={safe}
          message={message.trim()}
          mayCreate={mayCreate}
          timezone={timezone}
          onClose={() => setConflict(null)}
          onPublished={settle}
        />
      ) : null}
    </>
  );
}
