"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { rotateTokenAction } from "@/lib/tokens/actions";

const HOURS = ["0", "1", "24", "72", "168"] as const;

export interface RotateTokenFormProps {
  id: string;
  onMade: (token: string) => void;
  onCancel: () => void;
}

/** How long the old secret works on; then the new one. */
export function RotateTokenForm({ id, onMade, onCancel }: RotateTokenFormProps) {
  const t = useTranslations("account");
  const tCommon = useTranslations("common");
  const [hours, setHours] = useState<string>("24");
  const [error, setError] = useState<string>();
  const [busy, start] = useTransition();
  const rotate = () =>
    start(async () => {
      const answer = await rotateTokenAction({ id, overlapHours: Number(hours) }).catch(() => null);
      if (answer?.data) onMade(answer.data.token);
      else setError(answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("tokenFailed"));
    });
  return (
    <>
      <DialogBody>
        <Field label={t("tokenOverlap")} error={error}>
          {(control) => (
            <Select value={hours} onValueChange={setHours}>
              <SelectTrigger className="h-9 px-3 text-13" {...control} />
              <SelectContent>
                {HOURS.map((value) => (
                  <SelectItem key={value} value={value}>
                    {t(`tokenOverlaps.${value}`)}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )}
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>{tCommon("cancel")}</Button>
        <Button variant="primary" busy={busy} onClick={rotate}>
          {t("tokenRotate")}
        </Button>
      </DialogFooter>
    </>
  );
}
