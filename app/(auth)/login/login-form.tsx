"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { type SignInOutcome, signIn } from "@/components/layout/auth-request";
import { useHydrated } from "@/components/layout/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";

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
    if (ended === "signedIn") {
      // A full load: the new cookie must reach every part of the page, the router's cache included.
      window.location.assign(next);
      return;
    }
    resetField("password");
    setFocus("password");
  });

  return (
    // Were it sent before its handler is there, POST keeps the password out of the address.
    <form method="post" noValidate onSubmit={submit} className="mt-6 flex flex-col gap-4">
      <div aria-live="polite" aria-atomic className="empty:-mb-4">
        {outcome && outcome !== "signedIn" ? (
          <p className="flex items-start gap-2 rounded-2 border border-neg-line bg-neg-soft px-3 py-2 text-12 text-neg">
            <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
            {t(`outcomes.${outcome}`)}
          </p>
        ) : null}
      </div>
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
        busy={isSubmitting || outcome === "signedIn"}
        className="mt-1"
      >
        {t("submit")}
      </Button>
    </form>
  );
}
