"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { cn } from "@/components/ui/cn";
import { switchLocale } from "@/lib/i18n/actions";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

/** Both languages side by side, for pages without a user menu. */
export function LanguageSwitch() {
  const t = useTranslations("layout");
  const locale = useLocale();
  const router = useRouter();
  const [busy, start] = useTransition();
  return (
    <fieldset aria-busy={busy} className="flex gap-3 text-12">
      <legend className="sr-only">{t("language")}</legend>
      {LOCALES.map((option) => (
        <button
          key={option}
          type="button"
          lang={option}
          aria-pressed={option === locale}
          onClick={() =>
            start(async () => {
              await switchLocale(option);
              router.refresh();
            })
          }
          className={cn(
            "rounded-tag py-1 pointer-coarse:py-3.5",
            option === locale ? "font-medium text-ink" : "text-ink-2 hover:text-ink",
          )}
        >
          {LOCALE_NAMES[option]}
        </button>
      ))}
    </fieldset>
  );
}
