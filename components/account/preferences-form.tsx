"use client";

import { useLocale, useTranslations } from "next-intl";
import { TimeZoneSelect } from "@/components/account/time-zone-select";
import { useSaveAccount } from "@/components/account/use-save-account";
import { keepPreference } from "@/components/layout/browser-cookie";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { NUMBER_STYLES, type NumberStyle } from "@/lib/account/schema";
import { parseTheme, THEME_COOKIE, THEMES, type Theme, themeAttribute } from "@/lib/account/theme";
import { isLocale, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

export interface PreferencesFormProps {
  timezone: string | null;
  /** What stands where nothing is chosen. */
  workspace: { timezone: string; weekStart: 0 | 1 };
  /** What this browser shows. */
  theme: Theme;
  numberStyle: NumberStyle | null;
  weekStart: 0 | 1 | null;
}

const AUTO = "auto";

/** Language, time zone, theme, numbers and weeks: each is saved as it is chosen. */
export function PreferencesForm(props: PreferencesFormProps) {
  const { timezone, workspace, theme, numberStyle, weekStart } = props;
  const t = useTranslations("account");
  const tLayout = useTranslations("layout");
  const locale = useLocale();
  const [busy, save] = useSaveAccount();

  const chooseTheme = (value: string) => {
    const chosen = parseTheme(value);
    const attribute = themeAttribute(chosen);
    if (attribute) document.documentElement.dataset.theme = attribute;
    else delete document.documentElement.dataset.theme;
    keepPreference(THEME_COOKIE, chosen);
    save({ theme: chosen });
  };

  return (
    <div aria-busy={busy} className="grid max-w-2xl gap-4 sm:grid-cols-2">
      <Choice
        label={t("language")}
        value={locale}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        onChoose={(value) => isLocale(value) && save({ locale: value })}
      />
      <Field label={t("timezone")}>
        {(control) => (
          <TimeZoneSelect
            {...control}
            value={timezone}
            fallback={t("timezoneDefault", { zone: workspace.timezone })}
            onValueChange={(value) => save({ timezone: value })}
          />
        )}
      </Field>
      <Choice
        label={t("theme")}
        value={theme}
        options={THEMES.map((value) => ({ value, label: tLayout(`themes.${value}`) }))}
        onChoose={chooseTheme}
      />
      <Choice
        label={t("numberStyle")}
        value={numberStyle ?? AUTO}
        options={([AUTO, ...NUMBER_STYLES] as const).map((value) => ({
          value,
          label: t(`numberStyles.${value}`),
        }))}
        onChoose={(value) => save({ numberStyle: NUMBER_STYLES.find((style) => style === value) ?? null })}
      />
      <Choice
        label={t("weekStart")}
        value={weekStart === null ? AUTO : String(weekStart)}
        options={[
          {
            value: AUTO,
            label: t("weekStarts.auto", {
              day: t(workspace.weekStart === 0 ? "weekStarts.sunday" : "weekStarts.monday"),
            }),
          },
          { value: "1", label: t("weekStarts.monday") },
          { value: "0", label: t("weekStarts.sunday") },
        ]}
        onChoose={(value) => save({ weekStart: value === "0" ? 0 : value === "1" ? 1 : null })}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select value={value} onValueChange={onChoose}>
          <SelectTrigger className="h-9 px-3 text-13" {...control} />
          <SelectContent>
            {options.map((option) => (
              <SelectItem key={option.value} value={option.value}>
                {option.label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}
