"use client";

import { type KeyboardEvent, type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";

export interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onValueChange: (value: T) => void;
  className?: string;
}

/** How far a key goes among the choices, or to which one. */
const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function step(event: KeyboardEvent<HTMLDivElement>): void {
  const choices = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const at = choices.indexOf(document.activeElement as HTMLElement);
  const next = STEPS[event.key]?.(at, choices.length);
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  choices[next]?.focus();
}

/** A few choices of which one is on, side by side: Me | Team. Arrows go from one to the next, Space and Enter choose. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onValueChange,
  className,
}: SegmentedProps<T>) {
  const [at, setAt] = useState<T | null>(null);
  const known = options.some((option) => option.value === value) ? value : options[0]?.value;
  return (
    <div
      role="radiogroup"
      aria-label={label}
      onKeyDown={step}
      onBlur={() => setAt(null)}
      className={cn("inline-flex rounded-2 border border-line-2 bg-sunken", className)}
    >
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: an input can't hold what the options show
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          data-state={option.value === value ? "on" : "off"}
          tabIndex={option.value === (at ?? known) ? 0 : -1}
          onFocus={() => setAt(option.value)}
          // The chosen one again changes nothing: one of them is always on.
          onClick={() => {
            if (option.value !== value) onValueChange(option.value);
          }}
          className="-m-px inline-flex h-6 items-center gap-1.5 rounded-2 border border-transparent px-2 text-12 text-ink-2 data-[state=on]:border-line-2 data-[state=on]:bg-surface data-[state=on]:font-medium data-[state=on]:text-ink pointer-coarse:h-11 pointer-coarse:px-3 [&_svg]:size-3.5"
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
