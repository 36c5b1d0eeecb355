"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import type { FieldProps } from "@/components/dashboard/controls/field-control";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { TextField } from "@/lib/dashboards/controls/field";
import { cleanText, MOST_TEXT } from "@/lib/dashboards/controls/text-field";

/** Words one writes: applied by Enter or on leaving the field, never while a syllable is being composed. */
export function TextControl({ field, info, onChange, className }: FieldProps<TextField>) {
  const t = useTranslations("dashboard");
  const id = useId();
  const [draft, setDraft] = useState(field.text);
  // Back and forward, and a reset, change what is applied.
  const [applied, setApplied] = useState(field.text);
  if (applied !== field.text) {
    setApplied(field.text);
    setDraft(field.text);
  }
  const input = useRef<HTMLInputElement>(null);
  // Enter while composing ends the syllable; it is applied with it.
  const entered = useRef(false);
  const apply = (text: string) => {
    const clean = cleanText(text).slice(0, MOST_TEXT);
    setDraft(clean);
    if (clean !== field.text) onChange({ ...field, text: clean });
  };
  return (
    <div className={cn("inline-flex max-w-full items-center gap-1.5", className)}>
      <label htmlFor={id} className="shrink-0 text-12 text-ink-2">
        {info.label}
      </label>
      <span className="relative min-w-0 flex-1 md:w-40 md:flex-none">
        <Input
          ref={input}
          id={id}
          value={draft}
          maxLength={MOST_TEXT}
          placeholder={t("text.placeholder")}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={(event) => apply(event.target.value)}
          onCompositionEnd={(event) => {
            if (!entered.current) return;
            entered.current = false;
            apply(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            const { isComposing } = event.nativeEvent;
            if (event.key === "Enter") {
              event.preventDefault();
              entered.current = isComposing;
              if (!isComposing) apply(event.currentTarget.value);
            } else if (event.key === "Escape" && !isComposing && draft !== field.text) {
              event.preventDefault();
              event.stopPropagation();
              setDraft(field.text);
            }
          }}
          className={cn("pr-7", field.text && "border-accent-line bg-accent-soft font-medium")}
        />
        {draft ? (
          <button
            type="button"
            aria-label={t("text.clear", { label: info.label })}
            onClick={() => {
              apply("");
              input.current?.focus();
            }}
            className="absolute inset-y-0 right-0 inline-flex w-7 items-center justify-center rounded-2 text-ink-2 hover:text-ink pointer-coarse:w-11"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : null}
      </span>
    </div>
  );
}
