"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { NumberField } from "@/lib/dashboards/controls/field";
import { isReversed, toBound } from "@/lib/dashboards/controls/number-field";
import { readNumber } from "@/lib/table/read-number";

type Side = "from" | "to";

/** What is typed: a bound, nothing, or no number (undefined). */
function readSide(text: string): string | null | undefined {
  if (text.trim() === "") return null;
  const value = readNumber(text);
  return typeof value === "number" || typeof value === "string" ? (toBound(value) ?? undefined) : undefined;
}

export interface NumberEditorProps {
  field: NumberField;
  onApply: (bounds: Pick<NumberField, "from" | "to">) => void;
}

/** Two numbers, each of which may be left open; also written 1.5억 or 2.5M. */
export function NumberEditor({ field, onApply }: NumberEditorProps) {
  const t = useTranslations("dashboard");
  const id = useId();
  const [typed, setTyped] = useState({ from: field.from ?? "", to: field.to ?? "" });
  const [tried, setTried] = useState(false);
  const from = readSide(typed.from);
  const to = readSide(typed.to);
  const reversed = isReversed(from ?? null, to ?? null);
  const faults = {
    from: from === undefined ? t("numbers.bad") : undefined,
    to: to === undefined ? t("numbers.bad") : reversed ? t("numbers.reversed") : undefined,
  };
  const first = useRef<HTMLInputElement>(null);
  // It comes after the popover has opened: the focus waits for it there.
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (from !== undefined && to !== undefined && !reversed) onApply({ from, to });
  };
  const side = (name: Side) => (
    <div className="min-w-0 flex-1">
      <label htmlFor={`${id}${name}`} className="mb-1 block text-11 text-ink-2">
        {t(`numbers.${name}`)}
      </label>
      <Input
        ref={name === "from" ? first : undefined}
        id={`${id}${name}`}
        value={typed[name]}
        inputMode="text"
        autoComplete="off"
        aria-invalid={(tried && faults[name] !== undefined) || undefined}
        aria-describedby={tried && faults[name] ? `${id}${name}fault` : undefined}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
    </div>
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-2" noValidate>
      <div className="flex items-start gap-2">
        {side("from")}
        {side("to")}
      </div>
      {(["from", "to"] as const).map((name) =>
        tried && faults[name] ? (
          <p key={name} id={`${id}${name}fault`} role="alert" className="text-11 text-neg">
            {faults[name]}
          </p>
        ) : null,
      )}
      <div className="flex items-center justify-between border-line border-t pt-2">
        <Button
          variant="ghost"
          size="sm"
          disabled={field.from === null && field.to === null}
          onClick={() => onApply({ from: null, to: null })}
        >
          {t("numbers.clear")}
        </Button>
        <Button type="submit" variant="primary" size="sm">
          {t("numbers.apply")}
        </Button>
      </div>
    </form>
  );
}
