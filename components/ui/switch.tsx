"use client";

import { Switch as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** On or off, at once. Needs a label. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        "relative inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-line-ctl p-0.5 transition-colors before:absolute before:-inset-1.5 before:content-[''] disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-accent pointer-coarse:before:-inset-3.5",
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="size-3 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-3" />
    </Primitive.Root>
  );
}
