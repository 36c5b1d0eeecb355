"use client";

import { Languages } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PanelText } from "@/components/dashboard/editor/panel/panel-text";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Button } from "@/components/ui/button";
import { type Locale, type LocalText, localText } from "@/lib/format/format";

export interface LocalTextFieldProps {
  label: string;
  value: LocalText | undefined;
  /** Whether it may be left empty. */
  optional?: boolean;
  placeholder?: string | undefined;
  hint?: string | undefined;
  rows?: number;
  onText: (text: LocalText | undefined) => string | null;
}

const differs = (value: LocalText | undefined): boolean => typeof value === "object" && value.en !== value.ko;

/** A text in both languages: one field while they are the same, two where somebody wants them apart. */
export function LocalTextField({
  label,
  value,
  optional = false,
  placeholder,
  hint,
  rows,
  onText,
}: LocalTextFieldProps) {
  const t = useTranslations("editor.panels.languages");
  const fault = useTranslations("editor.panels.fault");
  const locale = useViewerLocale();
  const [apart, setApart] = useState(false);
  const split = apart || differs(value);
  const of = (language: Locale) => (value === undefined ? "" : localText(value, language));
  // What was cleared in one language leaves the other as it is until both are there, or neither.
  const [cleared, setCleared] = useState<Locale | null>(null);
  const [leads, setLeads] = useState<Locale | null>(null);
  const shared = { placeholder, ...(rows ? { rows } : {}) };
  const toggle = (
    <Button
      variant={split ? "active" : "ghost"}
      size="icon-sm"
      aria-pressed={split}
      aria-label={t("apart", { field: label })}
      title={t(split ? "together" : "apartHint")}
      onClick={() => {
        if (split && value !== undefined && differs(value)) onText(localText(value, locale));
        setCleared(null);
        setLeads(null);
        setApart(!split);
      }}
    >
      <Languages aria-hidden />
    </Button>
  );
  if (!split)
    return (
      <PanelText
        label={label}
        value={of(locale)}
        hint={hint}
        action={toggle}
        {...shared}
        onText={(text) =>
          text.trim() === "" ? (optional ? onText(undefined) : fault("empty")) : onText(text)
        }
      />
    );
  const write = (language: Locale) => (text: string) => {
    const other: Locale = language === "en" ? "ko" : "en";
    if (text.trim() === "") {
      if (optional && cleared === other) {
        setCleared(null);
        return onText(undefined);
      }
      setCleared(language);
      return fault("bothLanguages");
    }
    setCleared(null);
    // Where nothing stands in the other language yet, it says the same until it is written too.
    const follows = of(other) === "" || leads === language;
    setLeads(follows ? language : null);
    const next = follows ? text : of(other);
    return onText(next === text ? text : language === "en" ? { en: text, ko: next } : { en: next, ko: text });
  };
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="sr-only">{label}</legend>
      <div className="flex items-center justify-between">
        <span aria-hidden className="text-12 text-ink-2">
          {label}
        </span>
        {toggle}
      </div>
      {(["ko", "en"] as const).map((language) => (
        <div key={language} className="flex items-start gap-2">
          <span aria-hidden className="w-6 shrink-0 pt-1.5 text-11 text-ink-3">
            {language === "ko" ? "한" : "EN"}
          </span>
          <PanelText
            label={t(language, { field: label })}
            bare
            lang={language}
            value={of(language)}
            {...shared}
            onText={write(language)}
          />
        </div>
      ))}
      {hint ? <p className="text-11 text-ink-3">{hint}</p> : null}
    </fieldset>
  );
}
