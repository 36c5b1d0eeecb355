"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

export interface NumberFieldProps {
  id: string;
  label: string;
  value: number | undefined;
  min: number;
  max?: number;
  disabled?: boolean;
  onValue: (value: number) => void;
}

/** A whole number of px: taken over by Enter, by the arrows and when the field is left; Escape brings the old one back. */
export function NumberField({ id, label, value, min, max, disabled, onValue }: NumberFieldProps) {
  const [text, setText] = useState<string | null>(null);
  const take = (written: string) => {
    setText(null);
    const number = Math.round(Number(written));
    if (written.trim() !== "" && Number.isFinite(number) && number !== value) onValue(number);
  };
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Label htmlFor={id} className="w-5 shrink-0 text-11 text-ink-3">
        {label}
      </Label>
      <Input
        id={id}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        disabled={disabled}
        value={text ?? value ?? ""}
        onChange={(event) => {
          const native = event.nativeEvent as InputEvent;
          // A step of the arrows is meant as it stands; what is typed may be half a number yet.
          if (native.inputType === undefined || native.inputType === "") take(event.target.value);
          else setText(event.target.value);
        }}
        onBlur={() => (text === null ? undefined : take(text))}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") take(event.currentTarget.value);
          if (event.key === "Escape" && text !== null) {
            event.stopPropagation();
            setText(null);
          }
        }}
        className="text-right tabular-nums"
      />
    </div>
  );
}
