"use client";

import type { Menu as Parts } from "radix-ui/internal";
import { type ComponentProps, createContext, type PointerEvent, type RefObject, use, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { FloatingMenu, type MenuContentProps, menuParts } from "@/components/ui/menu";
import { menuItemClasses } from "@/components/ui/menu-classes";
import { type OpeningProps, OpeningRoot, useOpening } from "@/components/ui/opening";

/** A finger that rests so long asks for the menu. */
const LONG_PRESS_MS = 700;

type Place = { getBoundingClientRect: () => DOMRect };
const PlaceContext = createContext<RefObject<Place | null>>({ current: null });

/** Not modal: what it is about stays readable beside it. */
export function ContextMenu(props: OpeningProps) {
  const place = useRef<Place | null>(null);
  return (
    <PlaceContext value={place}>
      <OpeningRoot {...props} />
    </PlaceContext>
  );
}

/** Where the menu is asked for: right click, the menu key, a long press. */
export function ContextMenuTrigger({ style, ...props }: ComponentProps<"div">) {
  const { setOpen, preload, byKeys } = useOpening();
  const place = use(PlaceContext);
  const timer = useRef(0);
  const openAt = ({ clientX: x, clientY: y }: { clientX: number; clientY: number }) => {
    place.current = { getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }) };
    preload();
    setOpen(true);
  };
  const rest = () => window.clearTimeout(timer.current);
  const touched = (run: () => void) => (event: PointerEvent) => {
    if (event.pointerType !== "mouse") run();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is inside takes the focus, and its keys arrive here
    <div
      {...props}
      // A phone's own callout would lie over the menu.
      style={{ ...style, WebkitTouchCallout: "none" }}
      onKeyDownCapture={(event) => {
        byKeys.current = true;
        props.onKeyDownCapture?.(event);
      }}
      onPointerDownCapture={(event) => {
        byKeys.current = false;
        props.onPointerDownCapture?.(event);
      }}
      onContextMenu={(event) => {
        rest();
        event.preventDefault();
        openAt(event);
      }}
      onPointerDown={(event) => {
        const { clientX, clientY } = event;
        touched(() => {
          rest();
          timer.current = window.setTimeout(() => openAt({ clientX, clientY }), LONG_PRESS_MS);
        })(event);
      }}
      onPointerMove={touched(rest)}
      onPointerCancel={touched(rest)}
      onPointerUp={touched(rest)}
    />
  );
}

export function ContextMenuContent({ className, ...props }: MenuContentProps) {
  return (
    <FloatingMenu
      modal={false}
      anchor={use(PlaceContext)}
      side="right"
      sideOffset={2}
      align="start"
      // Some keyboards ask for a menu twice: on the key's way down and up.
      onContextMenu={(event) => event.preventDefault()}
      className={cn("max-w-80", className)}
      {...props}
    />
  );
}

export function ContextMenuItem({ className, ...props }: ComponentProps<typeof Parts.Item>) {
  const Primitive = menuParts();
  return <Primitive.Item className={cn(menuItemClasses, className)} {...props} />;
}

export function ContextMenuSeparator({ className, ...props }: ComponentProps<typeof Parts.Separator>) {
  const Primitive = menuParts();
  return <Primitive.Separator className={cn("-mx-1 my-1 h-px bg-line", className)} {...props} />;
}
