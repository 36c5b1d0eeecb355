"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { updateAccountAction } from "@/lib/account/actions";

/** One's own name; the address stands beside it to be read. */
export function NameForm({ name, email }: { name: string; email: string }) {
  const t = useTranslations("account");
  const router = useRouter();
  const [text, setText] = useState(name);
  const [error, setError] = useState<string>();
  const [busy, start] = useTransition();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong =
      text.trim() === "" ? t("nameMissing") : text.trim().length > 200 ? t("nameTooLong") : undefined;
    setError(wrong);
    if (wrong || busy) return;
    start(async () => {
      const answer = await updateAccountAction({ name: text }).catch(() => null);
      if (!answer?.data) {
        setError(answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("saveFailed"));
        return;
      }
      setText(answer.data.name);
      toast({ title: t("saved") });
      router.refresh();
    });
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <Field label={t("name")} error={error}>
        {(control) => (
          <Input
            size="lg"
            autoComplete="name"
            value={text}
            onChange={(event) => setText(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Field label={t("email")} hint={t("emailAbout")}>
        {(control) => (
          <Input size="lg" readOnly value={email} className="bg-sunken text-ink-2" {...control} />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={text.trim() === name}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
