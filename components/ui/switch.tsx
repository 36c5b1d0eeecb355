"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export interface SwitchProps extends Omit<ComponentProps<"button">, "type" | "onClick" | "children"> {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

/** On or off, at once. Needs a label. */
export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      data-state={checked ? "checked" : "unchecked"}
      onClick={() => onCheckedChange(!checked)}
      className={cn(
        "group/switch relative inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-line-ctl p-0.5 transition-colors before:absolute before:-inset-1.5 before:content-[''] disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-accent pointer-coarse:before:-inset-3.5",
        className,
      )}
      {...props}
    >
      <span
        aria-hidden
        className="size-3 rounded-full bg-surface transition-transform group-data-[state=checked]/switch:translate-x-3"
      />
    </button>
  );
}
