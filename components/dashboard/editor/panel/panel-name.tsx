"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { focusName } from "@/components/dashboard/editor/focus-panel";
import { PanelFault } from "@/components/dashboard/editor/panel/panel-text";
import { Input } from "@/components/ui/input";

export interface PanelNameProps {
  label: string;
  hint: string;
  value: string;
  taken: (name: string) => boolean;
  onName: (name: string) => string | null;
}

/** A name others refer to: it is taken over whole, by Enter or when the field is left; Escape brings the old one back. */
export function PanelName({ label, hint, value, taken, onName }: PanelNameProps) {
  const t = useTranslations("editor.panels.fault");
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; over: string; error: string | null } | null>(null);
  const current = draft?.over === value ? draft : null;
  const take = (text: string) => {
    if (text === value) return setDraft(null);
    const error = taken(text) ? t("taken", { name: text }) : onName(text);
    setDraft(error === null ? null : { text, over: value, error });
  };
  return (
    <div className="flex flex-col gap-1">
      <Input
        id={id}
        data-panel-name
        aria-label={label}
        value={current?.text ?? value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={Boolean(current?.error) || undefined}
        aria-describedby={`${id}about`}
        className="font-mono"
        onChange={(event) => setDraft({ text: event.target.value, over: value, error: null })}
        onBlur={() => current && take(current.text)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && current) {
            take(current.text);
            focusName();
          }
          if (event.key === "Escape" && current) {
            event.stopPropagation();
            setDraft(null);
          }
        }}
      />
      {current?.error ? (
        <PanelFault id={`${id}about`}>{current.error}</PanelFault>
      ) : (
        <p id={`${id}about`} className="text-11 text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}
