"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A box of 14 px; `checked="indeterminate"` for some of many. Its hit area is 24 px, 44 on touch. */
export function Checkbox({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        "relative inline-flex size-3.5 shrink-0 items-center justify-center rounded-1 border border-line-ctl bg-surface text-on-accent transition-colors before:absolute before:-inset-[5px] before:content-[''] disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent pointer-coarse:before:-inset-[15px]",
        className,
      )}
      {...props}
    >
      <Primitive.Indicator className="group">
        <Check aria-hidden strokeWidth={3} className="size-3 group-data-[state=indeterminate]:hidden" />
        <Minus aria-hidden strokeWidth={3} className="hidden size-3 group-data-[state=indeterminate]:block" />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
