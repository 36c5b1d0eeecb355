"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useHydrated } from "@/components/layout/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { resetPasswordAction } from "@/lib/passwords/actions";
import { FormFailure } from "../../form-failure";
import { lettersIn, TypedPassword } from "../../new-password";

const NewPasswordFields = z.object({ password: TypedPassword });
type NewPasswordFields = z.infer<typeof NewPasswordFields>;

/** A new password in; then everybody signs in again. */
export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("reset");
  const hydrated = useHydrated();
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const { register, handleSubmit, formState, setError, getValues } = useForm<NewPasswordFields>({
    resolver: zodResolver(NewPasswordFields),
  });
  const message = formState.errors.password?.message;
  const known = message === "passwordTooShort" || message === "passwordTooLong" ? message : null;

  const submit = handleSubmit(async ({ password }) => {
    setFailure(null);
    const answer = await resetPasswordAction({ token, password }).catch(() => null);
    if (answer && !answer.error) return setDone(true);
    const atFault = answer?.error?.fields[0];
    if (atFault?.path === "password")
      setError("password", { type: "server", message: atFault.message }, { shouldFocus: true });
    else setFailure(atFault?.message ?? answer?.error?.message ?? t("failed"));
  });

  if (done)
    return (
      <div role="status" className="mt-6 flex flex-col gap-4">
        <p className="rounded-2 border border-line bg-sunken px-3 py-2 text-13">{t("changed")}</p>
        <Button asChild variant="primary" size="lg">
          <Link href="/login">{t("toLogin")}</Link>
        </Button>
      </div>
    );
  return (
    // Were it sent before its handler is there, POST keeps the password out of the address.
    <form method="post" noValidate onSubmit={submit} className="mt-6 flex flex-col gap-4">
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <FormFailure>{failure}</FormFailure>
      <Field
        label={t("newPassword")}
        hint={t("passwordHint")}
        error={known ? t(known, { count: lettersIn(getValues("password") ?? "") }) : message}
      >
        {(control) => (
          <PasswordInput
            size="lg"
            autoComplete="new-password"
            autoFocus
            {...control}
            {...register("password")}
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
        {t("save")}
      </Button>
    </form>
  );
}
