"use client";

import { RadioGroup as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

export const RadioGroup = Primitive.Root;

/** A bare radio button of 14 px. */
export function Radio({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      className={cn(
        "inline-flex size-3.5 shrink-0 items-center justify-center rounded-full border border-line-ctl bg-surface disabled:cursor-not-allowed disabled:bg-sunken data-[state=checked]:border-[4.5px] data-[state=checked]:border-accent",
        className,
      )}
      {...props}
    />
  );
}

export interface RadioCardProps extends Omit<ComponentProps<typeof Primitive.Item>, "title"> {
  title: ReactNode;
  description?: ReactNode;
}

/** A choice with a line about it; stacked cards share their borders. */
export function RadioCard({ title, description, className, ...props }: RadioCardProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={cn(
        "flex gap-2.5 border border-line-2 px-3 py-2.5 transition-colors first:rounded-t-2 last:rounded-b-2 has-data-[state=checked]:bg-accent-soft not-first:border-t-0",
        className,
      )}
    >
      <Radio id={id} aria-describedby={`${id}-about`} className="mt-0.5" {...props} />
      <span className="min-w-0">
        <span className="block font-medium text-13">{title}</span>
        {description ? (
          <span id={`${id}-about`} className="block text-12 text-ink-2">
            {description}
          </span>
        ) : null}
      </span>
    </label>
  );
}
