"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { UserPlus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import type { InvitationLink } from "@/components/admin/person";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { ROLES, Role } from "@/lib/access/roles";
import { formatDate } from "@/lib/format/format-date";
import { createInvitationAction } from "@/lib/invitations/actions";

const InviteForm = z.object({
  email: z.string().trim().min(1, "emailMissing").max(254, "emailWrong").pipe(z.email("emailWrong")),
  role: Role,
});
type InviteForm = z.infer<typeof InviteForm>;

export interface InviteDialogProps {
  timezone: string;
}

/** Email and role in, a single-use link out. `?invite` in the address opens it: the command menu does so. */
export function InviteDialog({ timezone }: InviteDialogProps) {
  const t = useTranslations("users");
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<InvitationLink | null>(null);
  const router = useRouter();

  const asked = useSearchParams().has("invite");
  useEffect(() => {
    if (!asked) return;
    // The address asks once: going back to it must not ask again.
    window.history.replaceState(null, "", window.location.pathname);
    setLink(null);
    setOpen(true);
  }, [asked]);

  const change = (next: boolean) => {
    setOpen(next);
    if (next) setLink(null);
  };

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      </DialogTrigger>
      {link ? (
        <DialogContent title={t("linkReady")} description={t("linkAbout", { email: link.email })}>
          <LinkStep
            link={link}
            timezone={timezone}
            onAnother={() => setLink(null)}
            onDone={() => change(false)}
          />
        </DialogContent>
      ) : (
        <DialogContent title={t("inviteTitle")}>
          <FormStep
            onCancel={() => change(false)}
            onInvited={(made) => {
              setLink(made);
              router.refresh();
            }}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}

interface FormStepProps {
  onInvited: (link: InvitationLink) => void;
  onCancel: () => void;
}

function FormStep({ onInvited, onCancel }: FormStepProps) {
  const t = useTranslations("users");
  const tCommon = useTranslations("common");
  const tLayout = useTranslations("layout");
  const { register, control, handleSubmit, formState, setError } = useForm<InviteForm>({
    resolver: zodResolver(InviteForm),
    defaultValues: { email: "", role: "viewer" },
  });
  const emailError = formState.errors.email?.message;
  const submit = handleSubmit(async (input) => {
    const answer = await createInvitationAction(input).catch(() => null);
    if (answer?.data) {
      const { invitation, url } = answer.data;
      onInvited({ email: invitation.email, url, expiresAt: new Date(invitation.expiresAt).toISOString() });
      return;
    }
    const message = answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("inviteFailed");
    setError("email", { type: "server", message }, { shouldFocus: true });
  });
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <Field
          label={t("email")}
          error={emailError === "emailMissing" || emailError === "emailWrong" ? t(emailError) : emailError}
        >
          {(field) => (
            <Input
              size="lg"
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              {...field}
              {...register("email")}
            />
          )}
        </Field>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 font-medium text-12 text-ink-2">{t("role")}</legend>
          <Controller
            control={control}
            name="role"
            render={({ field }) => (
              <RadioGroup
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                aria-label={t("role")}
              >
                {ROLES.map((role) => (
                  <RadioCard
                    key={role}
                    value={role}
                    title={tLayout(`roles.${role}`)}
                    description={t(`roleAbout.${role}`)}
                  />
                ))}
              </RadioGroup>
            )}
          />
        </fieldset>
      </DialogBody>
      <DialogFooter note={t("expiryNote")}>
        <Button onClick={onCancel}>{tCommon("cancel")}</Button>
        <Button type="submit" variant="primary" busy={formState.isSubmitting}>
          {t("createLink")}
        </Button>
      </DialogFooter>
    </form>
  );
}

interface LinkStepProps {
  link: InvitationLink;
  timezone: string;
  onAnother: () => void;
  onDone: () => void;
}

function LinkStep({ link, timezone, onAnother, onDone }: LinkStepProps) {
  const t = useTranslations("users");
  const locale = useLocale();
  return (
    <>
      <DialogBody>
        <Field
          label={t("link")}
          hint={t("expiresAt", {
            when: formatDate(link.expiresAt, "minute", locale, { timezone, pattern: "short" }),
          })}
        >
          {(field) => (
            <div className="flex gap-2">
              <Input
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
      <DialogFooter>
        <Button onClick={onAnother}>{t("inviteAnother")}</Button>
        <Button onClick={onDone}>{t("done")}</Button>
      </DialogFooter>
    </>
  );
}
