"use client";

import { useSyncExternalStore } from "react";
import { SHORTCUTS, type ShortcutName } from "@/components/layout/shortcuts";
import { Kbd } from "@/components/ui/kbd";

const never = () => () => {};
const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut's keys as this machine's keyboard has them. */
export const ShortcutKeys = ({ name }: { name: ShortcutName }) => <KeyNames keys={SHORTCUTS[name].keys} />;

/** Keys one after another; `mod+` stands for ⌘ or Ctrl. */
export function KeyNames({ keys }: { keys: readonly string[] }) {
  const mac = useSyncExternalStore(never, isMac, () => false);
  return (
    <span className="inline-flex gap-1">
      {keys.map((key) => (
        <Kbd key={key}>
          {key.startsWith("mod+")
            ? `${mac ? "⌘" : "Ctrl "}${key.slice(4).toUpperCase()}`
            : key.length === 1
              ? key.toUpperCase()
              : key}
        </Kbd>
      ))}
    </span>
  );
}
