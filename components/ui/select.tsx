"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { floatingClasses, menuItemClasses } from "@/components/ui/menu-classes";

export const Select = Primitive.Root;

export interface SelectTriggerProps extends ComponentProps<typeof Primitive.Trigger> {
  placeholder?: ReactNode;
  /** Shown muted before the value: `Role All`. */
  prefix?: string;
}

/** The closed select: its value and a chevron. */
export function SelectTrigger({ className, placeholder, prefix, children, ...props }: SelectTriggerProps) {
  return (
    <Primitive.Trigger
      className={cn(
        fieldClasses,
        "flex h-7 min-w-0 items-center justify-between gap-1.5 px-2 text-12 data-[placeholder]:text-ink-3 pointer-coarse:h-11",
        className,
      )}
      {...props}
    >
      <span className="truncate">
        {prefix ? <span className="mr-1.5 text-ink-2">{prefix}</span> : null}
        {children ?? <Primitive.Value placeholder={placeholder} />}
      </span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-2" />
    </Primitive.Trigger>
  );
}

export function SelectContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        position="popper"
        sideOffset={4}
        className={cn(
          floatingClasses,
          "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden",
          className,
        )}
        {...props}
      >
        <Primitive.Viewport>{children}</Primitive.Viewport>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function SelectItem({ className, children, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item className={cn(menuItemClasses, "pr-7", className)} {...props}>
      <Primitive.ItemText>{children}</Primitive.ItemText>
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden className="size-3.5 text-accent" />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}
