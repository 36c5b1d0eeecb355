"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { CircleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { AccountSection } from "@/components/account/account-section";
import { AccentField } from "@/components/admin/settings/accent-field";
import { BrandImageField } from "@/components/admin/settings/brand-image-field";
import { ChoiceField } from "@/components/admin/settings/choice-field";
import { readSettings } from "@/components/admin/settings/read-settings";
import { RegionalFields } from "@/components/admin/settings/regional-fields";
import {
  changedBetween,
  changeOf,
  FIELD_ERRORS,
  fieldsOf,
  SettingsFields,
} from "@/components/admin/settings/settings-fields";
import { SwitchField } from "@/components/admin/settings/switch-field";
import { useHydrated } from "@/components/layout/use-hydrated";
import { useLeaveGuard } from "@/components/layout/use-leave-guard";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { ROLES } from "@/lib/access/roles";
import { updateSettingsAction } from "@/lib/settings/actions";
import {
  BRAND_IMAGE_KINDS,
  SETTING_NAMES,
  type SettingName,
  type SettingsDocument,
} from "@/lib/settings/schema";

const isKnown = (message: string | undefined) => FIELD_ERRORS.find((known) => known === message);

/** All settings as one form: nothing applies until it is saved, pictures aside, and nothing typed is lost. */
export function SettingsEditor({ document }: { document: SettingsDocument }) {
  const t = useTranslations("settings");
  const locale = useLocale();
  const router = useRouter();
  const hydrated = useHydrated();
  // What the form was filled from; replaced when it was saved, or when somebody else was faster.
  const [base, setBase] = useState(document);
  const [failure, setFailure] = useState<ReactNode>(null);
  const form = useForm<SettingsFields>({
    resolver: zodResolver(SettingsFields),
    defaultValues: fieldsOf(document),
  });
  const { errors, dirtyFields, isSubmitting } = form.formState;
  const dirty = SETTING_NAMES.filter((name) => dirtyFields[name]);
  const guard = useLeaveGuard(dirty.length > 0);
  const { defaults } = base;

  const errorOf = (name: SettingName) => {
    const message = errors[name]?.message;
    const key = isKnown(message);
    // The server's own words come translated.
    return key ? t(`errors.${key}`) : message;
  };

  /** Somebody else saved meanwhile: theirs come in where nothing was typed here, and the form says what they changed. */
  const catchUp = async () => {
    const theirs = await readSettings();
    if (!theirs) return setFailure(t("failed"));
    const list = new Intl.ListFormat(locale, { type: "conjunction" });
    const named = (names: readonly SettingName[]) => list.format(names.map((name) => t(name)));
    const changed = changedBetween(base, theirs);
    const both = changed.filter((name) => dirty.includes(name));
    setBase(theirs);
    form.reset(fieldsOf(theirs), { keepDirtyValues: true });
    router.refresh();
    setFailure(
      <>
        {t("conflict", { person: theirs.updatedBy ?? t("somebody"), settings: named(changed) })}{" "}
        {both.length > 0 ? t("conflictBoth", { settings: named(both) }) : t("conflictKept")}
      </>,
    );
  };

  const submit = form.handleSubmit(async (fields) => {
    if (dirty.length === 0) return;
    setFailure(null);
    const answer = await updateSettingsAction({ version: base.version, ...changeOf(fields, dirty) }).catch(
      () => null,
    );
    if (answer?.data) {
      setBase(answer.data);
      form.reset(fieldsOf(answer.data));
      toast({ title: t("saved") });
      router.refresh();
      return;
    }
    if (answer?.error?.code === "CONFLICT_001") return catchUp();
    const atFault = answer?.error?.fields ?? [];
    for (const { path, message } of atFault) {
      const name = SETTING_NAMES.find((known) => known === path);
      if (name) form.setError(name, { type: "server", message }, { shouldFocus: true });
    }
    if (atFault.length === 0) setFailure(answer?.error?.message ?? t("failed"));
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      <AccountSection title={t("general")} about={t("generalAbout")}>
        <Field label={t("name")} hint={t("nameHint")} error={errorOf("name")} className="max-w-md">
          {(control) => (
            <Input
              size="lg"
              autoComplete="off"
              placeholder={defaults.name}
              {...control}
              {...form.register("name")}
            />
          )}
        </Field>
      </AccountSection>
      <AccountSection title={t("brand")} about={t("brandAbout")}>
        <div className="flex max-w-2xl flex-col gap-6">
          <AccentField form={form} error={errorOf("accent")} />
          <div className="flex flex-col gap-2">
            <div className="grid gap-4 sm:grid-cols-3">
              {BRAND_IMAGE_KINDS.map((kind) => (
                <BrandImageField key={kind} kind={kind} url={document.images[kind]} />
              ))}
            </div>
            <p className="text-12 text-ink-3">{t("imagesHint")}</p>
          </div>
        </div>
      </AccountSection>
      <AccountSection title={t("regional")} about={t("regionalAbout")}>
        <RegionalFields form={form} defaults={defaults} errorOf={errorOf} />
      </AccountSection>
      <AccountSection title={t("sessions")} about={t("sessionsAbout")}>
        <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
          {(["sessionIdleDays", "sessionRenewMinutes"] as const).map((name) => (
            <Field key={name} label={t(name)} hint={t(`${name}Hint`)} error={errorOf(name)}>
              {(control) => (
                <Input
                  size="lg"
                  inputMode="numeric"
                  autoComplete="off"
                  placeholder={t("default", { value: String(defaults[name]) })}
                  {...control}
                  {...form.register(name)}
                />
              )}
            </Field>
          ))}
        </div>
      </AccountSection>
      <AccountSection title={t("permissions")} about={t("permissionsAbout")}>
        <div className="flex max-w-2xl flex-col gap-4">
          {(["editorsCreate", "viewersFormat"] as const).map((name) => (
            <SwitchField
              key={name}
              form={form}
              name={name}
              label={t(name)}
              about={(on) => t(on ? `${name}On` : `${name}Off`)}
            />
          ))}
          <ChoiceField
            form={form}
            name="exportFrom"
            label={t("exportFrom")}
            hint={t("exportFromHint")}
            error={errorOf("exportFrom")}
            options={ROLES.map((role) => ({ value: role, label: t(`exportFromRole.${role}`) }))}
          />
        </div>
      </AccountSection>
      <div aria-live="polite" className="sticky bottom-3 z-10">
        {dirty.length > 0 || failure ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-3 bg-surface px-4 py-3 shadow-pop">
            <div className="min-w-0 flex-1 basis-60">
              {failure ? (
                <p className="flex items-start gap-1.5 text-12 text-neg">
                  <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
                  <span>{failure}</span>
                </p>
              ) : null}
              {dirty.length > 0 ? <p className="text-13">{t("unsaved", { count: dirty.length })}</p> : null}
            </div>
            {dirty.length > 0 ? (
              <div className="ml-auto flex gap-2">
                <Button
                  size="lg"
                  onClick={() => {
                    setFailure(null);
                    form.reset(fieldsOf(base));
                  }}
                >
                  {t("discard")}
                </Button>
                <Button size="lg" type="submit" variant="primary" disabled={!hydrated} busy={isSubmitting}>
                  {t("save")}
                </Button>
              </div>
            ) : (
              <Button size="lg" onClick={() => setFailure(null)}>
                {t("dismiss")}
              </Button>
            )}
          </div>
        ) : null}
      </div>
      <ConfirmDialog
        open={guard.asking}
        onOpenChange={(open) => (open ? undefined : guard.stay())}
        title={t("leaveTitle")}
        description={t("leaveAbout", { count: dirty.length })}
        confirm={t("leave")}
        onConfirm={guard.leave}
      />
    </form>
  );
}
