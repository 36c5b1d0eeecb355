"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import type { CommandMenuProps } from "@/components/commands/command-menu";
import { useShortcut, useShortcutKeys } from "@/components/layout/use-shortcut";

// Neither is in the first bundle: they come when they are first opened.
const CommandMenu = dynamic(
  () => import("@/components/commands/command-menu").then(({ CommandMenu: menu }) => menu),
  { ssr: false },
);
const ShortcutHelp = dynamic(
  () => import("@/components/layout/shortcut-help").then(({ ShortcutHelp: help }) => help),
  { ssr: false },
);

type Opened = "search" | "help" | null;
const Context = createContext<(what: Opened) => void>(() => {});

/** Opens the command menu. */
export function useOpenSearch(): () => void {
  const open = use(Context);
  return useCallback(() => open("search"), [open]);
}

export interface CommandProviderProps extends Pick<CommandMenuProps, "may" | "dashboards"> {
  children: ReactNode;
}

/** The keyboard, search and its help, for everything inside the shell. */
export function CommandProvider({ children, ...menu }: CommandProviderProps) {
  const router = useRouter();
  const [opened, setOpened] = useState<Opened>(null);
  useShortcutKeys();
  useShortcut("search", () => setOpened("search"));
  useShortcut("help", () => setOpened("help"));
  useShortcut("home", () => router.push("/"));
  const close = () => setOpened(null);
  return (
    <Context value={setOpened}>
      {children}
      {opened === "search" ? (
        <CommandMenu {...menu} onClose={close} onHelp={() => setOpened("help")} />
      ) : null}
      {opened === "help" ? <ShortcutHelp onClose={close} /> : null}
    </Context>
  );
}
