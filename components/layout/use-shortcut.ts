"use client";

import { useEffect, useRef } from "react";
import { matchShortcut, type ShortcutName } from "@/components/layout/shortcuts";
import { isTaken } from "@/components/layout/typing-target";

type Handler = () => void;
/** Who answers to what; of several the one that came last, which is the innermost. */
const handlers = new Map<ShortcutName, Handler[]>();
/** A sequence's keys belong together when no more time lies between. */
const SEQUENCE_MS = 1500;

/** Runs `handler` when the shortcut is pressed while the component is there. */
export function useShortcut(name: ShortcutName, handler: Handler): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const run = () => latest.current();
    handlers.set(name, [...(handlers.get(name) ?? []), run]);
    return () => {
      handlers.set(
        name,
        (handlers.get(name) ?? []).filter((one) => one !== run),
      );
    };
  }, [name]);
}

/** Listens to the keyboard for all of {@link useShortcut}. Once, in the shell. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let waiting: readonly string[] = [];
    let last = 0;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || /^(Shift|Control|Meta|Alt)$/.test(event.key)) return;
      const { key, code, ctrlKey, metaKey, altKey, timeStamp } = event;
      const found = matchShortcut(
        {
          key,
          code,
          ctrlKey,
          metaKey,
          altKey,
          typing: isTaken(event.target),
          composing: event.isComposing || event.keyCode === 229,
        },
        timeStamp - last < SEQUENCE_MS ? waiting : [],
      );
      waiting = found.waiting;
      last = timeStamp;
      const handler = found.name && handlers.get(found.name)?.at(-1);
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
