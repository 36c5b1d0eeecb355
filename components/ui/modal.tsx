"use client";

import type { Dialog as Parts } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { type OnDemand, onDemand } from "@/components/ui/on-demand";
import { useArrived, useOpening } from "@/components/ui/opening";

const parts = onDemand(() => import("@/components/ui/dialog-parts").then(({ Dialog }) => Dialog));

/** Only what is inside of an open dialog asks, and that is drawn once its parts are there. */
export function dialogParts(): typeof Parts {
  const loaded = parts.now();
  if (!loaded) throw new Error("a dialog's parts need the dialog around them");
  return loaded;
}

export interface ModalProps {
  /** Code its content is drawn by, beyond the dialog's own. */
  needs?: readonly OnDemand<unknown>[] | undefined;
  children: () => ReactNode;
}

const NOTHING: readonly OnDemand<unknown>[] = [];

/** What lies over the page and holds the focus, behind it the dimmed page. */
export function Modal({ needs = NOTHING, children }: ModalProps) {
  const { open, setOpen } = useOpening();
  const arrived = useArrived([parts, ...needs]);
  const Primitive = parts.now();
  if (!arrived || !Primitive) return null;
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim" />
        {children()}
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Closes what it is in. */
export function ModalClose(props: ComponentProps<typeof Parts.Close>) {
  const Primitive = dialogParts();
  return <Primitive.Close {...props} />;
}
