"use client";

import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onValueChange: (value: T) => void;
  className?: string;
}

/** A few choices of which one is on, side by side: Me | Team. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onValueChange,
  className,
}: SegmentedProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      // Pressing the chosen one again would clear it: one of them is always on.
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
      className={cn("inline-flex rounded-2 border border-line-2 bg-sunken", className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="-m-px inline-flex h-6 items-center gap-1.5 rounded-2 border border-transparent px-2 text-12 text-ink-2 data-[state=on]:border-line-2 data-[state=on]:bg-surface data-[state=on]:font-medium data-[state=on]:text-ink pointer-coarse:h-11 pointer-coarse:px-3 [&_svg]:size-3.5"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
