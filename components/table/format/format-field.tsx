"use client";

import type { ReactNode } from "react";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";

/** One line of a rule: what it is, and its control. */
export function FormatField({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend does not stand beside its fields
    <div role="group" aria-label={label} className="flex items-start gap-2">
      <span aria-hidden className="w-12 shrink-0 pt-1.5 text-11 text-ink-2">
        {label}
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

export interface FormatSelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
}

/** A select of a rule. */
export function FormatSelect<T extends string>({ label, value, options, onChange }: FormatSelectProps<T>) {
  return (
    <Select
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      <SelectTrigger aria-label={label} className="min-w-24 flex-1" />
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
