"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { forgetFailures } from "@/components/layout/sign-in-failures";
import { useHydrated } from "@/components/layout/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { acceptInvitationAction } from "@/lib/invitations/actions";
import { FormFailure } from "../../form-failure";
import { lettersIn, TypedPassword } from "../../new-password";

const Acceptance = z.object({
  name: z.string().trim().min(1, "nameMissing").max(200, "nameTooLong"),
  password: TypedPassword,
});
type Fields = z.infer<typeof Acceptance>;

const KEYS = ["nameMissing", "nameTooLong", "passwordTooLong", "passwordTooShort"] as const;

export interface AcceptFormProps {
  token: string;
  email: string;
  /** The name the inviter gave, if any. */
  knownAs: string | null;
}

/** Name and password, then in. What was typed stays when something is wrong. */
export function AcceptForm({ token, email, knownAs }: AcceptFormProps) {
  const t = useTranslations("invite");
  const locale = useLocale();
  const hydrated = useHydrated();
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const { register, handleSubmit, formState, setError, getValues } = useForm<Fields>({
    resolver: zodResolver(Acceptance),
    defaultValues: { name: knownAs ?? "", password: "" },
  });
  const { errors, isSubmitting } = formState;

  const errorOf = (field: keyof Fields) => {
    const message = errors[field]?.message;
    const key = KEYS.find((known) => known === message);
    // The server's own words come translated.
    if (!key) return message;
    return t(key, { count: lettersIn(getValues("password") ?? "") });
  };

  const submit = handleSubmit(async ({ name, password }) => {
    setFailure(null);
    const answer = await acceptInvitationAction({ token, name, password, locale }).catch(() => null);
    if (answer && !answer.error) {
      setDone(true);
      forgetFailures();
      // A full load: the new session must reach every part of the page.
      window.location.assign("/");
      return;
    }
    const atFault = answer?.error?.fields ?? [];
    for (const { path, message } of atFault)
      if (path === "name" || path === "password")
        setError(path, { type: "server", message }, { shouldFocus: true });
    const other = atFault.find(({ path }) => path !== "name" && path !== "password");
    if (other) setFailure(other.message);
    else if (atFault.length === 0) setFailure(answer?.error?.message ?? t("failed"));
  });

  return (
    // Were it sent before its handler is there, POST keeps the password out of the address.
    <form method="post" noValidate onSubmit={submit} className="mt-6 flex flex-col gap-4">
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <FormFailure>{failure}</FormFailure>
      <Field label={t("name")} error={errorOf("name")}>
        {(control) => <Input size="lg" autoComplete="name" autoFocus {...control} {...register("name")} />}
      </Field>
      <Field label={t("password")} hint={t("passwordHint")} error={errorOf("password")}>
        {(control) => (
          <PasswordInput size="lg" autoComplete="new-password" {...control} {...register("password")} />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        disabled={!hydrated}
        busy={isSubmitting || done}
        className="mt-1"
      >
        {t("submit")}
      </Button>
    </form>
  );
}
