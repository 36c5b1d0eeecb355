"use client";

import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  use,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { OnDemand } from "@/components/ui/on-demand";
import { Slot } from "@/components/ui/slot";
import { useParts } from "@/components/ui/use-parts";

/** What opens over the page, and the button it belongs to. The button is there from the start; what opens comes when it is wanted. */
export interface Opening {
  open: boolean;
  setOpen: (open: boolean) => void;
  id: string;
  trigger: RefObject<HTMLElement | null>;
  /** Fetches what will be drawn, ahead of the click. */
  preload: () => void;
  /** Said by the content: what it is made of. */
  needs: RefObject<readonly OnDemand<unknown>[]>;
  /** The last input was a key: what opens shows where the keyboard is. */
  byKeys: RefObject<boolean>;
}

const Context = createContext<Opening | null>(null);

export interface OpeningProps {
  open?: boolean;
  defaultOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
}

export function OpeningRoot({ open: given, defaultOpen = false, onOpenChange, children }: OpeningProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultOpen);
  const trigger = useRef<HTMLElement | null>(null);
  const needs = useRef<readonly OnDemand<unknown>[]>([]);
  const byKeys = useRef(false);
  const changed = useRef(onOpenChange);
  useEffect(() => {
    changed.current = onOpenChange;
  });
  const open = given ?? own;
  const setOpen = useCallback((next: boolean) => {
    setOwn(next);
    changed.current?.(next);
  }, []);
  const preload = useCallback(() => {
    // A failure is told when it is opened.
    for (const part of needs.current) part.load().catch(() => {});
  }, []);
  const value = useMemo(
    () => ({ open, setOpen, id, trigger, preload, needs, byKeys }),
    [open, setOpen, id, preload],
  );
  return <Context value={value}>{children}</Context>;
}

/** @throws Error outside of a root */
export function useOpening(): Opening {
  const opening = use(Context);
  if (!opening) throw new Error("what opens needs its root above it");
  return opening;
}

/** Whether the content can be drawn, see {@link useParts}. The button fetches it ahead from now on. */
export function useArrived(parts: readonly OnDemand<unknown>[]): boolean {
  const { open, setOpen, needs } = useOpening();
  useEffect(() => {
    needs.current = parts;
  });
  return useParts(open, parts, () => setOpen(false));
}

export interface OpeningTriggerProps extends ComponentProps<"button"> {
  /** Gives its behaviour to its only child. */
  asChild?: boolean;
}

/** Opens by a click, as what leads to a dialog or a popover does. */
export function OpeningTrigger({ asChild = false, ref, ...props }: OpeningTriggerProps) {
  const opening = useOpening();
  const Tag = asChild ? Slot : "button";
  return (
    <Tag
      type="button"
      aria-haspopup="dialog"
      {...triggerState(opening)}
      {...props}
      {...preloading(opening, props)}
      ref={useJoined(opening.trigger, ref)}
      onClick={(event) => {
        props.onClick?.(event);
        if (!event.defaultPrevented) opening.setOpen(!opening.open);
      }}
    />
  );
}

/** Opens when pressed, and by the keys of a menu button. */
export function MenuTrigger({ asChild = false, ref, ...props }: OpeningTriggerProps) {
  const opening = useOpening();
  const { open, setOpen, byKeys } = opening;
  const Tag = asChild ? Slot : "button";
  const to = (next: boolean, keys: boolean) => {
    byKeys.current = keys;
    setOpen(next);
  };
  return (
    <Tag
      id={`${opening.id}button`}
      type="button"
      aria-haspopup="menu"
      {...triggerState(opening)}
      {...props}
      {...preloading(opening, props)}
      ref={useJoined(opening.trigger, ref)}
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        props.onPointerDown?.(event);
        if (event.defaultPrevented || props.disabled || event.button !== 0 || event.ctrlKey) return;
        opening.preload();
        to(!open, false);
        // The menu takes the focus; the button must not compete.
        if (!open) event.preventDefault();
      }}
      onKeyDown={(event: KeyboardEvent<HTMLButtonElement>) => {
        props.onKeyDown?.(event);
        if (event.defaultPrevented || props.disabled) return;
        if (event.key === "Enter" || event.key === " ") to(!open, true);
        else if (event.key === "ArrowDown") to(true, true);
        else return;
        event.preventDefault();
      }}
    />
  );
}

const triggerState = ({ open, id }: Opening) => ({
  "aria-expanded": open,
  "aria-controls": open ? id : undefined,
  "data-state": open ? "open" : "closed",
});

/** Whoever points at the button or comes to it will perhaps press it. */
const preloading = ({ preload }: Opening, props: ComponentProps<"button">) => ({
  onPointerEnter: (event: PointerEvent<HTMLButtonElement>) => {
    props.onPointerEnter?.(event);
    preload();
  },
  onFocus: (event: React.FocusEvent<HTMLButtonElement>) => {
    props.onFocus?.(event);
    preload();
  },
});

function useJoined<T>(own: RefObject<T | null>, given: React.Ref<T> | undefined) {
  return useCallback(
    (element: T | null) => {
      own.current = element;
      if (typeof given === "function") return given(element);
      if (given) given.current = element;
      return undefined;
    },
    [own, given],
  );
}

/** Gives the focus back to the button, or where there is none to where it was, unless one has gone elsewhere; hand both to the content, and its caller's with them. */
export function useFocusBack(given: {
  onInteractOutside?: ((event: OutsideEvent) => void) | undefined;
  onCloseAutoFocus?: ((event: Event) => void) | undefined;
}) {
  const { trigger, open } = useOpening();
  const left = useRef(false);
  const before = useRef<Element | null>(null);
  // Before what opens takes the focus.
  useLayoutEffect(() => {
    if (!open) return;
    left.current = false;
    before.current = document.activeElement;
  }, [open]);
  return {
    onInteractOutside: (event: OutsideEvent) => {
      given.onInteractOutside?.(event);
      // The button itself closes what it has opened.
      if (trigger.current?.contains(event.target as Node)) event.preventDefault();
      else if (!event.defaultPrevented) left.current = true;
    },
    onCloseAutoFocus: (event: Event) => {
      given.onCloseAutoFocus?.(event);
      if (event.defaultPrevented) return;
      event.preventDefault();
      const target = trigger.current ?? before.current;
      if (!left.current && target instanceof HTMLElement && target.isConnected) target.focus();
    },
  };
}

type OutsideEvent = CustomEvent<{ originalEvent: globalThis.PointerEvent | FocusEvent }>;
