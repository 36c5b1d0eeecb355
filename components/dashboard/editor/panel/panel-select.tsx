"use client";

import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

export interface PanelSelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; disabled?: boolean }[];
  hint?: string | undefined;
  /** The label is there for those who listen alone. */
  bare?: boolean;
  className?: string;
  onValue: (value: T) => void;
}

/** One of a few words. The browser's own list: by keys as everywhere. */
export function PanelSelect<T extends string>({
  label,
  value,
  options,
  hint,
  bare,
  className,
  onValue,
}: PanelSelectProps<T>) {
  const id = useId();
  return (
    <div className={cn("flex min-w-0 flex-1 flex-col gap-1", className)}>
      <Label htmlFor={id} className={bare ? "sr-only" : "font-normal text-12"}>
        {label}
      </Label>
      <select
        id={id}
        value={value}
        aria-describedby={hint ? `${id}hint` : undefined}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onValue(chosen.value);
        }}
        className={cn(fieldClasses, "h-7 w-full min-w-0 px-1.5 text-12 pointer-coarse:h-11")}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      {hint ? (
        <p id={`${id}hint`} className="text-11 text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
