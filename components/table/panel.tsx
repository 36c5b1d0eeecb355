"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent } from "@/components/ui/sheet";

interface PanelState {
  /** Where the open panel is drawn on wide screens. */
  slot: HTMLElement | null;
  setSlot: (slot: HTMLElement | null) => void;
  /** Whose panel is open. */
  owner: string | null;
  setOwner: (owner: string | null) => void;
}

const PanelContext = createContext<PanelState | null>(null);

/** One panel at a time, beside the widgets: they keep in sight what it changes. */
export function PanelProvider({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [owner, setOwner] = useState<string | null>(null);
  const state = useMemo(() => ({ slot, setSlot, owner, setOwner }), [slot, owner]);
  return <PanelContext value={state}>{children}</PanelContext>;
}

/** The place for it: a column at the right that pushes the widgets. Empty, it takes no room. */
export function PanelSlot() {
  const panel = use(PanelContext);
  return <div ref={panel?.setSlot} className="hidden shrink-0 lg:block" />;
}

/** Opens and closes one owner's panel. */
export function usePanel(owner: string): { open: boolean; setOpen: (open: boolean) => void } {
  const panel = use(PanelContext);
  const [own, setOwn] = useState(false);
  if (!panel) return { open: own, setOpen: setOwn };
  return { open: panel.owner === owner, setOpen: (open) => panel.setOwner(open ? owner : null) };
}

const WIDE = "(min-width: 1024px)";
const subscribe = (notify: () => void) => {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", notify);
  return () => query.removeEventListener("change", notify);
};
const useWide = () =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => true,
  );

export interface PanelProps {
  title: string;
  /** Muted, beside the title: which table. */
  subtitle?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** Docked at the right; a sheet where there is no room for that. Escape closes it and gives the focus back. */
export function Panel({ title, subtitle, open, onOpenChange, children }: PanelProps) {
  const t = useTranslations("common");
  const slot = use(PanelContext)?.slot ?? null;
  const wide = useWide();
  const heading = useRef<HTMLHeadingElement>(null);
  const docked = open && wide && slot !== null;
  useEffect(() => {
    if (!docked) return;
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [docked]);
  if (!docked)
    return (
      <Sheet open={open} onOpenChange={onOpenChange}>
        <SheetContent title={title}>{open ? children : null}</SheetContent>
      </Sheet>
    );
  return createPortal(
    <aside
      data-print="hide"
      aria-label={title}
      onKeyDown={(event) => {
        // A menu, a dialog or a completion in here has taken its own Escape already.
        if (event.key === "Escape" && !event.defaultPrevented && !event.nativeEvent.isComposing)
          onOpenChange(false);
      }}
      className="sticky top-11 flex h-[calc(100dvh-44px)] w-[376px] flex-col border-line border-l bg-surface"
    >
      <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b pr-2 pl-4">
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-13 outline-none">
          {title}
        </h2>
        <span className="min-w-0 flex-1 truncate text-12 text-ink-2">{subtitle}</span>
        <Button variant="ghost" size="icon" aria-label={t("close")} onClick={() => onOpenChange(false)}>
          <X aria-hidden />
        </Button>
      </div>
      {children}
    </aside>,
    slot,
  );
}
