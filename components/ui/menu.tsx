"use client";

import { useTranslations } from "next-intl";
import type { Menu as Parts } from "radix-ui/internal";
import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { floatingClasses } from "@/components/ui/menu-classes";
import { type OnDemand, onDemand } from "@/components/ui/on-demand";
import { useArrived, useFocusBack, useOpening } from "@/components/ui/opening";

const parts = onDemand(() => import("@/components/ui/menu-parts").then(({ Menu }) => Menu));

/** Only what is inside of an open menu asks, and that is drawn once its parts are there. */
export function menuParts(): typeof Parts {
  const loaded = parts.now();
  if (!loaded) throw new Error("a menu's items need the menu around them");
  return loaded;
}

export interface MenuContentProps extends ComponentProps<typeof Parts.Content> {
  /** Code its items are drawn by, beyond the menu's own. */
  needs?: readonly OnDemand<unknown>[];
}

export interface FloatingMenuProps extends MenuContentProps {
  modal: boolean;
  /** What it stands beside. */
  anchor: RefObject<{ getBoundingClientRect: () => DOMRect } | null>;
}

const NOTHING: readonly OnDemand<unknown>[] = [];

/** A menu at the end of the page, in a landmark of its own: whoever moves by landmarks finds an open menu. */
export function FloatingMenu({
  modal,
  anchor,
  needs = NOTHING,
  className,
  children,
  ...props
}: FloatingMenuProps) {
  const t = useTranslations("common");
  const { id, open, setOpen, byKeys } = useOpening();
  const arrived = useArrived([parts, ...needs]);
  const focus = useFocusBack(props);
  const Primitive = parts.now();
  if (!arrived || !Primitive) return null;
  return (
    <Primitive.Root open={open} onOpenChange={setOpen} modal={modal}>
      <Primitive.Anchor virtualRef={anchor as { current: HTMLElement }} />
      <Primitive.Portal>
        <section aria-label={t("menu")}>
          <Primitive.Content
            id={id}
            sideOffset={4}
            collisionPadding={8}
            className={cn(
              floatingClasses,
              "max-h-(--radix-popper-available-height) overflow-y-auto",
              className,
            )}
            {...props}
            {...focus}
          >
            {byKeys.current ? <FirstItem /> : null}
            {children}
          </Primitive.Content>
        </section>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** By the keyboard one is at the first item at once; the menu itself was not there yet to see the key. */
function FirstItem() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    here.current?.parentElement
      ?.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")
      ?.focus({ preventScroll: true });
  }, []);
  return <span ref={here} hidden />;
}

/** The same for a menu inside of a menu. */
export function MenuLandmark({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  const Primitive = menuParts();
  return (
    <Primitive.Portal>
      <section aria-label={t("menu")}>{children}</section>
    </Primitive.Portal>
  );
}
