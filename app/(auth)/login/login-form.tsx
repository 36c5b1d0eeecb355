"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { type SignInOutcome, signIn } from "@/components/layout/auth-request";
import { keepFailures } from "@/components/layout/sign-in-failures";
import { useHydrated } from "@/components/layout/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { signInFailuresAction } from "@/lib/auth/actions";
import { FormFailure } from "../form-failure";

const Credentials = z.object({
  email: z.string().trim().min(1, "emailMissing"),
  password: z.string().min(1, "passwordMissing"),
});
type Credentials = z.infer<typeof Credentials>;

/** Email and password. @param next an own path, checked by the page. */
export function LoginForm({ next }: { next: string }) {
  const t = useTranslations("login");
  const hydrated = useHydrated();
  const [outcome, setOutcome] = useState<SignInOutcome | null>(null);
  const { register, handleSubmit, formState, resetField, setFocus } = useForm<Credentials>({
    resolver: zodResolver(Credentials),
  });
  const { errors, isSubmitting } = formState;
  const errorOf = (field: keyof Credentials) => {
    const key = errors[field]?.message;
    return key === "emailMissing" || key === "passwordMissing" ? t(key) : undefined;
  };

  const submit = handleSubmit(async ({ email, password }) => {
    const ended = await signIn(email, password);
    setOutcome(ended);
    if (ended.state === "signedIn") {
      // Worth knowing, not worth keeping anybody out.
      const told = await signInFailuresAction(undefined).catch(() => null);
      keepFailures(told?.data ?? null);
      // A full load: the new cookie must reach every part of the page, the router's cache included.
      return window.location.assign(next);
    }
    resetField("password");
    setFocus("password");
  });

  const failureText = (ended: SignInOutcome | null) => {
    if (!ended || ended.state === "signedIn") return null;
    if (ended.state !== "limited") return t(`outcomes.${ended.state}`);
    return ended.seconds < 60
      ? t("outcomes.limitedSeconds", { count: ended.seconds })
      : t("outcomes.limitedMinutes", { count: Math.ceil(ended.seconds / 60) });
  };

  return (
    // Were it sent before its handler is there, POST keeps the password out of the address.
    <form method="post" noValidate onSubmit={submit} className="mt-6 flex flex-col gap-4">
      <FormFailure>{failureText(outcome)}</FormFailure>
      <Field label={t("email")} error={errorOf("email")}>
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
      <Field label={t("password")} error={errorOf("password")}>
        {(control) => (
          <PasswordInput size="lg" autoComplete="current-password" {...control} {...register("password")} />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        disabled={!hydrated}
        busy={isSubmitting || outcome?.state === "signedIn"}
        className="mt-1"
      >
        {t("submit")}
      </Button>
    </form>
  );
}
