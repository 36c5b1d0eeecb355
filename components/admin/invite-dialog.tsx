"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { UserPlus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { InvitationLinkBody } from "@/components/admin/invitation-link";
import { InviteMany } from "@/components/admin/invite-many";
import { LanguageField } from "@/components/admin/language-field";
import type { InvitationLink } from "@/components/admin/person";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { ROLES, Role } from "@/lib/access/roles";
import { createInvitationAction } from "@/lib/invitations/actions";

const InviteForm = z.object({
  email: z.string().trim().min(1, "emailMissing").max(254, "emailWrong").pipe(z.email("emailWrong")),
  role: Role,
  locale: z.enum(["en", "ko"]),
});
type InviteForm = z.infer<typeof InviteForm>;

export interface InviteDialogProps {
  timezone: string;
  /** Whether links go out by mail. */
  mail: boolean;
}

/**
 * Email and role in, a single-use link out, mailed or to copy; or a whole list at once. `?invite` in the address opens
 * it: the command menu does so.
 */
export function InviteDialog({ timezone, mail }: InviteDialogProps) {
  const t = useTranslations("users");
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<(InvitationLink & { mailed: boolean }) | null>(null);
  const router = useRouter();

  const asked = useSearchParams().has("invite");
  useEffect(() => {
    if (!asked) return;
    // The address asks once: going back to it must not ask again.
    window.history.replaceState(null, "", window.location.pathname);
    setMade(null);
    setOpen(true);
  }, [asked]);

  const change = (next: boolean) => {
    setOpen(next);
    if (next) setMade(null);
  };
  const footer = (
    <DialogFooter>
      <Button onClick={() => setMade(null)}>{t("inviteAnother")}</Button>
      <Button onClick={() => change(false)}>{t("done")}</Button>
    </DialogFooter>
  );

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      </DialogTrigger>
      {made?.mailed ? (
        <DialogContent title={t("mailed")} description={t("mailedTo", { email: made.email })}>
          {footer}
        </DialogContent>
      ) : made ? (
        <DialogContent
          title={t("linkReady")}
          description={t(mail ? "mailRefused" : "linkAbout", { email: made.email })}
        >
          <InvitationLinkBody link={made} timezone={timezone} />
          {footer}
        </DialogContent>
      ) : (
        <DialogContent title={t("inviteTitle")}>
          <Tabs defaultValue="one" className="flex min-h-0 flex-1 flex-col">
            <TabsList className="mx-5 mb-4 shrink-0">
              <TabsTrigger value="one">{t("one")}</TabsTrigger>
              <TabsTrigger value="many">{t("several")}</TabsTrigger>
            </TabsList>
            <TabsContent value="one" className="flex min-h-0 flex-1 flex-col">
              <FormStep
                mail={mail}
                onCancel={() => change(false)}
                onInvited={(link) => {
                  setMade(link);
                  router.refresh();
                }}
              />
            </TabsContent>
            <TabsContent value="many" className="flex min-h-0 flex-1 flex-col">
              <InviteMany mail={mail} onDone={() => change(false)} />
            </TabsContent>
          </Tabs>
        </DialogContent>
      )}
    </Dialog>
  );
}

interface FormStepProps {
  mail: boolean;
  onInvited: (link: InvitationLink & { mailed: boolean }) => void;
  onCancel: () => void;
}

function FormStep({ mail, onInvited, onCancel }: FormStepProps) {
  const t = useTranslations("users");
  const tCommon = useTranslations("common");
  const tLayout = useTranslations("layout");
  const locale = useLocale();
  const { register, control, handleSubmit, formState, setError } = useForm<InviteForm>({
    resolver: zodResolver(InviteForm),
    defaultValues: { email: "", role: "viewer", locale: locale === "ko" ? "ko" : "en" },
  });
  const emailError = formState.errors.email?.message;
  const submit = handleSubmit(async (input) => {
    const answer = await createInvitationAction(input).catch(() => null);
    if (answer?.data) {
      const { invitation, url, mailed } = answer.data;
      const expiresAt = new Date(invitation.expiresAt).toISOString();
      onInvited({ email: invitation.email, url, expiresAt, mailed });
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
        {mail ? (
          <Controller
            control={control}
            name="locale"
            render={({ field }) => <LanguageField value={field.value} onValueChange={field.onChange} />}
          />
        ) : null}
      </DialogBody>
      <DialogFooter note={t("expiryNote")}>
        <Button onClick={onCancel}>{tCommon("cancel")}</Button>
        <Button type="submit" variant="primary" busy={formState.isSubmitting}>
          {t(mail ? "sendInvitation" : "createLink")}
        </Button>
      </DialogFooter>
    </form>
  );
}
