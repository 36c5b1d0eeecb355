"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { signIn } from "@/components/layout/auth-request";
import { useHydrated } from "@/components/layout/use-hydrated";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { completeSetupAction } from "@/lib/setup/actions";
import type { FirstAuditor } from "@/lib/setup/complete-setup";
import { FormFailure } from "../form-failure";
import { lettersIn, TypedPassword } from "../new-password";

const typed = z.string().trim().min(1, "missing");
const SetupFields = z.object({
  token: typed,
  name: typed,
  email: typed,
  password: TypedPassword,
  auditorEmail: typed,
});
type SetupFields = z.infer<typeof SetupFields>;
const NAMES = ["token", "name", "email", "password", "auditorEmail"] as const;
const KEYS = ["missing", "passwordTooShort", "passwordTooLong"] as const;

/** The first admin in, the first auditor's link out. */
export function SetupForm() {
  const t = useTranslations("setup");
  const locale = useLocale();
  const hydrated = useHydrated();
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<{ auditor: FirstAuditor; admin: SetupFields } | null>(null);
  const { register, handleSubmit, formState, setError, getValues, setValue } = useForm<SetupFields>({
    resolver: zodResolver(SetupFields),
  });
  const { errors, isSubmitting } = formState;
  // The console's link carries the token behind #, which browsers send to nobody.
  useEffect(() => {
    const token = window.location.hash.slice(1);
    if (token) setValue("token", token);
  }, [setValue]);

  const errorOf = (field: keyof SetupFields) => {
    const message = errors[field]?.message;
    const key = KEYS.find((known) => known === message);
    // The server's own words come translated.
    return key ? t(key, { count: lettersIn(getValues("password") ?? "") }) : message;
  };

  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    const answer = await completeSetupAction({ ...fields, locale }).catch(() => null);
    if (answer?.data) return setDone({ auditor: answer.data, admin: fields });
    const atFault = answer?.error?.fields ?? [];
    for (const { path, message } of atFault) {
      const field = NAMES.find((name) => name === path);
      if (field) setError(field, { type: "server", message }, { shouldFocus: true });
    }
    if (atFault.length === 0) setFailure(answer?.error?.message ?? t("failed"));
  });

  if (done) return <AuditorStep {...done} />;
  return (
    // Were it sent before its handler is there, POST keeps the password out of the address.
    <form method="post" noValidate onSubmit={submit} className="mt-6 flex flex-col gap-4">
      <FormFailure>{failure}</FormFailure>
      <Field label={t("token")} hint={t("tokenHint")} error={errorOf("token")}>
        {(control) => (
          <Input size="lg" autoComplete="off" spellCheck={false} {...control} {...register("token")} />
        )}
      </Field>
      <Field label={t("name")} error={errorOf("name")}>
        {(control) => <Input size="lg" autoComplete="name" {...control} {...register("name")} />}
      </Field>
      <Field label={t("email")} error={errorOf("email")}>
        {(control) => (
          <Input
            size="lg"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...control}
            {...register("email")}
          />
        )}
      </Field>
      <Field label={t("password")} hint={t("passwordHint")} error={errorOf("password")}>
        {(control) => (
          <PasswordInput size="lg" autoComplete="new-password" {...control} {...register("password")} />
        )}
      </Field>
      <Field label={t("auditorEmail")} hint={t("auditorHint")} error={errorOf("auditorEmail")}>
        {(control) => (
          <Input
            size="lg"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...control}
            {...register("auditorEmail")}
          />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        disabled={!hydrated}
        busy={isSubmitting}
        className="mt-1"
      >
        {t("submit")}
      </Button>
    </form>
  );
}

function AuditorStep({ auditor, admin }: { auditor: FirstAuditor; admin: SetupFields }) {
  const t = useTranslations("setup");
  const [busy, setBusy] = useState(false);
  const goOn = async () => {
    setBusy(true);
    await signIn(admin.email, admin.password);
    // Signed in or not: the start page sends to the sign-in form where it has to.
    window.location.assign("/");
  };
  return (
    <div role="status" className="mt-6 flex flex-col gap-4">
      <p className="break-words text-13">
        {t(auditor.url ? "auditorLink" : "auditorMailed", { email: auditor.email })}
      </p>
      {auditor.url ? (
        <div className="flex gap-2">
          <Input
            size="lg"
            readOnly
            value={auditor.url}
            aria-label={t("link")}
            onFocus={(event) => event.target.select()}
            className="font-mono text-12"
          />
          <CopyButton text={auditor.url} label={t("copyLink")} showLabel size="lg" />
        </div>
      ) : null}
      <Button variant="primary" size="lg" busy={busy} onClick={goOn}>
        {t("goOn")}
      </Button>
    </div>
  );
}
