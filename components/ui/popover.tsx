"use client";

import type { Popover as Parts } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { floatingClasses } from "@/components/ui/menu-classes";
import { type OnDemand, onDemand } from "@/components/ui/on-demand";
import { OpeningRoot, OpeningTrigger, useArrived, useFocusBack, useOpening } from "@/components/ui/opening";

const parts = onDemand(() => import("@/components/ui/popover-parts").then(({ Popover }) => Popover));

export const Popover = OpeningRoot;
export const PopoverTrigger = OpeningTrigger;

export interface PopoverContentProps extends ComponentProps<typeof Parts.Content> {
  /** Code its children are drawn by, beyond the popover's own. */
  needs?: readonly OnDemand<unknown>[];
}

const NOTHING: readonly OnDemand<unknown>[] = [];

export function PopoverContent({
  className,
  align = "start",
  needs = NOTHING,
  ...props
}: PopoverContentProps) {
  const { id, open, setOpen, trigger } = useOpening();
  const arrived = useArrived([parts, ...needs]);
  const focus = useFocusBack(props);
  const Primitive = parts.now();
  if (!arrived || !Primitive) return null;
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      <Primitive.Anchor virtualRef={trigger as { current: HTMLElement }} />
      <Primitive.Portal>
        <Primitive.Content
          id={id}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            floatingClasses,
            "max-h-(--radix-popover-content-available-height) w-64 max-w-[calc(100vw-16px)] overflow-y-auto p-3",
            className,
          )}
          {...props}
          {...focus}
        />
      </Primitive.Portal>
    </Primitive.Root>
  );
}
