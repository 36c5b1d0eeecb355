"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { InvitationLink } from "@/components/admin/person";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogBody } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatDate } from "@/lib/format/format-date";

/** A dialog's body with a link to copy, and how long it works. */
export function InvitationLinkBody({ link, timezone }: { link: InvitationLink; timezone: string }) {
  const t = useTranslations("users");
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  // The form is gone and its focus with it: the link is selected, ready to copy.
  useEffect(() => input.current?.focus(), []);
  const when = formatDate(link.expiresAt, "minute", locale, { timezone, pattern: "short" });
  return (
    <DialogBody>
      <Field label={t("link")} hint={t("expiresAt", { when })}>
        {(field) => (
          <div className="flex gap-2">
            <Input
              ref={input}
              size="lg"
              readOnly
              value={link.url}
              onFocus={(event) => event.target.select()}
              className="font-mono text-12"
              {...field}
            />
            <CopyButton text={link.url} label={t("copyLink")} showLabel variant="primary" size="lg" />
          </div>
        )}
      </Field>
    </DialogBody>
  );
}
