"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useSpec } from "@/components/dashboard/editor/editor-store";
import type {
  Conflict,
  PublishOutcome,
  SafeEditing,
} from "@/components/dashboard/editor/safe/use-safe-editing";
import { SpecChanges } from "@/components/dashboard/versions/spec-changes";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toast";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import { mergeSpecs, type Side } from "@/lib/dashboards/diff/merge-specs";
import { formatMoment } from "@/lib/format/format-date";

const WAYS = ["merge", "theirs", "copy", "over"] as const;
type Way = (typeof WAYS)[number];
const isWay = (value: string): value is Way => WAYS.some((way) => way === value);

export interface ConflictDialogProps {
  conflict: Conflict;
  safe: SafeEditing;
  /** What is said of the publication. */
  message: string;
  mayCreate: boolean;
  timezone: string;
  onClose: () => void;
  onPublished: (outcome: PublishOutcome) => void;
}

/** Somebody published meanwhile: who, when and what, and what is to become of both. Whatever is chosen, neither is lost. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { conflict, safe, message, mayCreate, timezone, onClose, onPublished } = props;
  const t = useTranslations("drafts");
  const locale = useLocale() === "en" ? "en" : "ko";
  const mine = useSpec();
  const { base, theirs, author, at } = conflict;
  const [way, setWay] = useState<Way>("merge");
  const [side, setSide] = useState<"theirs" | "mine">("theirs");
  const [prefer, setPrefer] = useState<Side>("mine");
  const [keepCopy, setKeepCopy] = useState(true);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const merge = useMemo(() => mergeSpecs(base, mine, theirs.spec, prefer), [base, mine, theirs, prefer]);
  const shown = side === "theirs" ? theirs.spec : mine;
  const changes = useMemo(() => diffSpecs(base, shown), [base, shown]);
  const who = author ?? t("somebody");

  const act = async () => {
    setBusy(true);
    setFailure(null);
    if (way === "merge" || way === "over") {
      const spec = way === "merge" ? { spec: merge.spec } : {};
      const outcome = await safe.publish(message, { ...spec, over: theirs });
      setBusy(false);
      if ("message" in outcome) setFailure(outcome.message);
      else onPublished(outcome);
      return;
    }
    const copied = way === "theirs" && keepCopy && mayCreate;
    const failed = way === "theirs" ? await safe.takeTheirs(theirs, copied) : await safe.keepAsNew();
    setBusy(false);
    if (failed !== null) return setFailure(failed);
    onClose();
    toast({ title: way === "copy" || copied ? t("copied") : t("tookTheirs", { version: theirs.version }) });
  };

  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        className="sm:top-[6vh] sm:max-h-[88vh] sm:w-[640px]"
        title={t("conflictTitle", { who })}
        description={t("conflictText", {
          who,
          when: formatMoment(at, new Date(), locale, timezone),
          version: theirs.version,
        })}
      >
        <DialogBody className="flex flex-col gap-3">
          <div className="flex flex-col gap-2">
            <Segmented
              label={t("whose")}
              value={side}
              onValueChange={setSide}
              className="self-start"
              options={[
                { value: "theirs", label: t("theirChanges") },
                { value: "mine", label: t("myChanges") },
              ]}
            />
            <SpecChanges
              changes={changes}
              before={base}
              after={shown}
              locale={locale}
              className="max-h-44 overflow-y-auto rounded-2 border border-line p-2"
            />
          </div>
          <RadioGroup
            value={way}
            onValueChange={(value) => {
              if (isWay(value)) setWay(value);
            }}
            aria-label={t("ways.label")}
          >
            {WAYS.filter((one) => one !== "copy" || mayCreate).map((one) => (
              <RadioCard key={one} value={one} title={t(`ways.${one}`)} description={t(`ways.${one}Text`)} />
            ))}
          </RadioGroup>
          {way === "merge" && merge.clashes.length > 0 ? (
            <div className="flex flex-col gap-2 rounded-2 border border-warn-line bg-warn-soft p-3">
              <p className="text-12">{t("clashes", { count: merge.clashes.length })}</p>
              <ul className="max-h-28 overflow-y-auto">
                {merge.clashes.map(({ path }) => (
                  <li key={path} className="wrap-anywhere font-mono text-11">
                    {path}
                  </li>
                ))}
              </ul>
              <Segmented
                label={t("preferLabel")}
                value={prefer}
                onValueChange={setPrefer}
                className="self-start"
                options={[
                  { value: "mine", label: t("preferMine") },
                  { value: "theirs", label: t("preferTheirs") },
                ]}
              />
            </div>
          ) : null}
          {way === "theirs" ? (
            mayCreate ? (
              // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox in it is its control
              <label className="flex min-h-8 items-center gap-2 text-13">
                <Checkbox checked={keepCopy} onCheckedChange={(checked) => setKeepCopy(checked === true)} />
                {t("keepCopy")}
              </label>
            ) : (
              <p className="text-12 text-warn">{t("noCopy")}</p>
            )
          ) : null}
          {failure === null ? null : (
            <p role="alert" className="wrap-anywhere text-12 text-neg">
              {failure}
            </p>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t("decideLater")}</Button>
          <Button variant="primary" busy={busy} onClick={() => void act()}>
            {t(`ways.${way}Do`)}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
