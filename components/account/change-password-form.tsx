"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useHydrated } from "@/components/layout/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { changePasswordAction } from "@/lib/account/actions";

const lengthOf = (password: string) => [...password.normalize("NFKC")].length;

const PasswordForm = z.object({
  current: z.string().min(1, "passwordMissing"),
  next: z
    .string()
    .max(256, "passwordTooLong")
    .refine((value) => lengthOf(value) >= 12, "passwordTooShort"),
});
type PasswordForm = z.infer<typeof PasswordForm>;

/** The old password in, a new one set. The old one is asked so that an open screen is not enough. */
export function ChangePasswordForm({ email }: { email: string }) {
  const t = useTranslations("account");
  const router = useRouter();
  const hydrated = useHydrated();
  const { register, handleSubmit, formState, reset, setError, watch } = useForm<PasswordForm>({
    resolver: zodResolver(PasswordForm),
    defaultValues: { current: "", next: "" },
  });
  const count = lengthOf(watch("next"));
  const errorOf = (field: keyof PasswordForm) => {
    const error = formState.errors[field];
    if (!error?.message) return undefined;
    if (error.type === "server") return error.message;
    if (error.message === "passwordMissing" || error.message === "passwordTooLong") return t(error.message);
    return t("passwordTooShort", { count });
  };
  const submit = handleSubmit(async (input) => {
    const answer = await changePasswordAction(input).catch(() => null);
    if (answer?.data) {
      reset();
      toast({ title: t("passwordChanged", { ended: answer.data.ended }) });
      // The sessions listed below have ended.
      router.refresh();
      return;
    }
    const at = answer?.error?.fields[0];
    const message = at?.message ?? answer?.error?.message ?? t("passwordFailed");
    setError(at?.path === "next" ? "next" : "current", { type: "server", message }, { shouldFocus: true });
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      {/* Password managers need to know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label={t("passwordCurrent")} error={errorOf("current")}>
        {(control) => (
          <PasswordInput size="lg" autoComplete="current-password" {...control} {...register("current")} />
        )}
      </Field>
      <Field label={t("passwordNext")} hint={t("passwordHint")} error={errorOf("next")}>
        {(control) => (
          <PasswordInput size="lg" autoComplete="new-password" {...control} {...register("next")} />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" disabled={!hydrated} busy={formState.isSubmitting}>
          {t("passwordChange")}
        </Button>
      </div>
    </form>
  );
}
