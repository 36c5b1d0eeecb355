"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useHydrated } from "@/components/layout/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { requestPasswordResetAction } from "@/lib/passwords/actions";
import { FormFailure } from "../form-failure";

const RequestFields = z.object({ email: z.string().trim().min(1) });
type RequestFields = z.infer<typeof RequestFields>;

/** An email in; the same answer whether anybody has it. */
export function RequestForm() {
  const t = useTranslations("reset");
  const hydrated = useHydrated();
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError } = useForm<RequestFields>({
    resolver: zodResolver(RequestFields),
  });
  const error = formState.errors.email;

  const submit = handleSubmit(async ({ email }) => {
    setFailure(null);
    const answer = await requestPasswordResetAction({ email }).catch(() => null);
    if (answer && !answer.error) return setAsked(email);
    const [atFault] = answer?.error?.fields ?? [];
    if (atFault) setError("email", { type: "server", message: atFault.message }, { shouldFocus: true });
    else setFailure(answer?.error?.message ?? t("failed"));
  });

  if (asked)
    return (
      <p
        role="status"
        className="mt-6 flex items-start gap-2 rounded-2 border border-line bg-sunken px-3 py-2 text-13"
      >
        <MailCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-pos" />
        <span className="min-w-0 break-words">{t("asked", { email: asked })}</span>
      </p>
    );
  return (
    <form method="post" noValidate onSubmit={submit} className="mt-6 flex flex-col gap-4">
      <FormFailure>{failure}</FormFailure>
      <Field
        label={t("email")}
        error={error ? (error.type === "server" ? error.message : t("emailMissing")) : undefined}
      >
        {(control) => (
          <Input
            size="lg"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            {...control}
            {...register("email")}
          />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        disabled={!hydrated}
        busy={formState.isSubmitting}
        className="mt-1"
      >
        {t("submit")}
      </Button>
    </form>
  );
}
