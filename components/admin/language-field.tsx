"use client";

import { useTranslations } from "next-intl";
import { Segmented } from "@/components/ui/segmented";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

export interface LanguageFieldProps {
  value: "en" | "ko";
  onValueChange: (value: "en" | "ko") => void;
}

/** In which language an invitation is mailed. */
export function LanguageField({ value, onValueChange }: LanguageFieldProps) {
  const t = useTranslations("users");
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span aria-hidden className="font-medium text-12 text-ink-2">
        {t("mailLanguage")}
      </span>
      <Segmented
        label={t("mailLanguage")}
        value={value}
        options={LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }))}
        onValueChange={onValueChange}
      />
    </div>
  );
}
