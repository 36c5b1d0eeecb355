import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A key. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-tag border border-line-2 bg-surface px-1 font-sans text-11 text-ink-2",
        className,
      )}
      {...props}
    />
  );
}
