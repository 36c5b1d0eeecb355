"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

/** Writing on is quicker than this: the table follows when one pauses. */
const PAUSE = 300;

export interface DraftInputProps extends Omit<ComponentProps<typeof Input>, "value" | "onChange"> {
  /** As it stands in the rule. */
  value: string;
  /** What a text means; undefined where it means nothing, which is shown and goes no further. */
  read?: (text: string) => boolean;
  onCommit: (text: string) => void;
}

/** A field whose half-written text is its own: what can be read is handed on at a pause, on Enter and on leaving. */
export function DraftInput({ value, read = () => true, onCommit, ...props }: DraftInputProps) {
  const [text, setText] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const shown = text ?? value;
  const commit = (next: string) => {
    clearTimeout(timer.current);
    if (next !== value && read(next)) onCommit(next);
  };
  // Whoever shuts the panel while writing has written.
  const leave = useRef(() => {});
  leave.current = () => {
    if (text !== null) commit(text);
  };
  useEffect(() => () => leave.current(), []);
  return (
    <Input
      {...props}
      value={shown}
      aria-invalid={!read(shown) || undefined}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => commit(next), PAUSE);
      }}
      onBlur={() => {
        commit(shown);
        // What can't be read gives way to what holds.
        setText(null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) commit(shown);
      }}
    />
  );
}
