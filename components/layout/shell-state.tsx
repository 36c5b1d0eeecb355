"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { keepPreference } from "@/components/layout/browser-cookie";
import { SIDEBAR_COOKIE } from "@/components/layout/sidebar-cookie";

interface ShellState {
  collapsed: boolean;
  setCollapsed: (collapsed: boolean) => void;
  /** The phone's sidebar, a sheet. */
  menuOpen: boolean;
  setMenuOpen: (open: boolean) => void;
}

const Context = createContext<ShellState | null>(null);

/** Whether the sidebar is narrow (kept in a cookie, so that the server draws it so) and whether the phone's menu is open. */
export function ShellStateProvider({
  initiallyCollapsed,
  children,
}: {
  initiallyCollapsed: boolean;
  children: ReactNode;
}) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const [menuOpen, setMenuOpen] = useState(false);
  // The editor needs the room: there the sidebar is narrow until it is opened, and what is kept stays as it was.
  const editing = usePathname().endsWith("/edit");
  const [openInEditor, setOpenInEditor] = useState(false);
  const state = useMemo<ShellState>(
    () => ({
      collapsed: editing ? !openInEditor : collapsed,
      setCollapsed: (next) => {
        if (editing) {
          setOpenInEditor(!next);
          return;
        }
        setCollapsed(next);
        keepPreference(SIDEBAR_COOKIE, next ? "collapsed" : "open");
      },
      menuOpen,
      setMenuOpen,
    }),
    [collapsed, menuOpen, editing, openInEditor],
  );
  return <Context value={state}>{children}</Context>;
}

/** @throws Error outside the shell. */
export function useShellState(): ShellState {
  const state = useContext(Context);
  if (!state) throw new Error("useShellState needs ShellStateProvider above it");
  return state;
}

/** The same where a page may also stand without the shell. */
export const useOptionalShellState = (): ShellState | null => useContext(Context);
