"use client";

import { useLocale, useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { TimeZoneSelect } from "@/components/account/time-zone-select";
import { ChoiceField } from "@/components/admin/settings/choice-field";
import { AUTO, type SettingsForm } from "@/components/admin/settings/settings-fields";
import { Field } from "@/components/ui/field";
import { SearchSelect } from "@/components/ui/search-select";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import type { SettingName, Settings } from "@/lib/settings/schema";

export interface RegionalFieldsProps {
  form: SettingsForm;
  defaults: Settings;
  errorOf: (name: SettingName) => string | undefined;
}

/** Every currency by its code and its name in the reader's language. */
function currencies(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((id) => ({ id, label: id, detail: names.of(id) ?? id }));
}

/** What stands where people chose nothing themselves. */
export function RegionalFields({ form, defaults, errorOf }: RegionalFieldsProps) {
  const t = useTranslations("settings");
  const locale = useLocale();
  const day = (start: 0 | 1) => t(start === 0 ? "sunday" : "monday");
  const months = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const month = (number: number) => months.format(new Date(Date.UTC(2026, number - 1, 1)));
  const standard = (value: string) => t("default", { value });
  return (
    <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
      <ChoiceField
        form={form}
        name="locale"
        label={t("locale")}
        hint={t("localeHint")}
        error={errorOf("locale")}
        options={[
          { value: AUTO, label: standard(LOCALE_NAMES[defaults.locale]) },
          ...LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] })),
        ]}
      />
      <Controller
        control={form.control}
        name="timezone"
        render={({ field }) => (
          <Field label={t("timezone")} hint={t("timezoneHint")} error={errorOf("timezone")}>
            {(control) => (
              <TimeZoneSelect
                {...control}
                value={field.value}
                fallback={standard(defaults.timezone)}
                onValueChange={field.onChange}
              />
            )}
          </Field>
        )}
      />
      <Controller
        control={form.control}
        name="currency"
        render={({ field }) => (
          <Field label={t("currency")} hint={t("currencyHint")} error={errorOf("currency")}>
            {(control) => (
              <SearchSelect
                {...control}
                value={field.value}
                fallback={standard(defaults.currency)}
                options={() => currencies(locale)}
                labels={{
                  choose: t("currencyChoose"),
                  search: t("currencySearch"),
                  none: (search) => t("currencyNone", { search }),
                }}
                onValueChange={field.onChange}
              />
            )}
          </Field>
        )}
      />
      <ChoiceField
        form={form}
        name="weekStart"
        label={t("weekStart")}
        hint={t("weekStartHint")}
        error={errorOf("weekStart")}
        options={[
          { value: AUTO, label: standard(day(defaults.weekStart)) },
          { value: "1", label: day(1) },
          { value: "0", label: day(0) },
        ]}
      />
      <ChoiceField
        form={form}
        name="fiscalYearStart"
        label={t("fiscalYearStart")}
        hint={t("fiscalYearStartHint")}
        error={errorOf("fiscalYearStart")}
        options={[
          { value: AUTO, label: standard(month(defaults.fiscalYearStart)) },
          ...Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: month(i + 1) })),
        ]}
      />
    </div>
  );
}
