"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A token just made, to be copied: the only time it is seen. */
export function TokenSecret({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useTranslations("account");
  return (
    <>
      <DialogBody>
        <Field label={t("tokenPrefix")}>
          {(control) => (
            <div className="flex gap-2">
              <Input
                size="lg"
                readOnly
                value={token}
                onFocus={(event) => event.target.select()}
                className="font-mono text-12"
                {...control}
              />
              <CopyButton text={token} label={t("tokenCopy")} showLabel variant="primary" size="lg" />
            </div>
          )}
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>{t("done")}</Button>
      </DialogFooter>
    </>
  );
}
