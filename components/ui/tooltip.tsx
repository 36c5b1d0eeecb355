"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

/** Once around the app, so that moving along a row of tooltips does not wait each time. */
export const TooltipProvider = Primitive.Provider;

export interface TooltipProps {
  content: ReactNode;
  side?: ComponentProps<typeof Primitive.Content>["side"];
  /** The one element it explains; it must take a ref and hold focus. */
  children: ReactNode;
}

/** A word on hover and focus. Never the only place where something is said: touch has no hover. */
export function Tooltip({ content, side = "top", children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 animate-appear rounded-2 bg-ink px-2 py-1.5 text-12 text-canvas"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
