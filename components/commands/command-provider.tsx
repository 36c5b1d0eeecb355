"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import type { CommandMenuProps } from "@/components/commands/command-menu";
import { useShortcut, useShortcutKeys } from "@/components/layout/use-shortcut";
import { componentOnDemand } from "@/components/ui/on-demand";
import { useParts } from "@/components/ui/use-parts";

// Neither is in the first bundle: they come when they are first opened.
const CommandMenu = componentOnDemand(() =>
  import("@/components/commands/command-menu").then((part) => part.CommandMenu),
);
const ShortcutHelp = componentOnDemand(() =>
  import("@/components/layout/shortcut-help").then((part) => part.ShortcutHelp),
);

/** Fetches the command menu ahead of the click that opens it. */
export const preloadSearch = (): void => {
  // A failure is told when it is opened.
  CommandMenu.part.load().catch(() => {});
};

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
  useParts(opened === "search", [CommandMenu.part], close);
  useParts(opened === "help", [ShortcutHelp.part], close);
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
