import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** What every text-like control shares: border of 3:1, ring on focus, red when `aria-invalid`. */
export const fieldClasses =
  "rounded-2 border border-line-ctl bg-surface text-ink transition-colors focus-visible:border-accent focus-visible:outline-accent-line focus-visible:outline-offset-0 aria-invalid:border-neg aria-invalid:focus-visible:outline-neg-line disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-3";

const SIZES = {
  sm: "h-6 px-1.5 text-12",
  md: "h-7 px-2 text-12",
  lg: "h-9 px-3 text-13",
} as const;

export interface InputProps extends Omit<ComponentProps<"input">, "size"> {
  size?: keyof typeof SIZES;
}

/** A one-line field, date inputs included (`type="date"`). */
export function Input({ className, size = "md", ...props }: InputProps) {
  return (
    <input
      className={cn(fieldClasses, "w-full min-w-0 pointer-coarse:h-11", SIZES[size], className)}
      {...props}
    />
  );
}

/** A field of several lines. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea className={cn(fieldClasses, "w-full min-w-0 px-2 py-1.5 text-12", className)} {...props} />
  );
}
