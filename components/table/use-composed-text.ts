"use client";

import { type ChangeEvent, type CompositionEvent, useCallback, useEffect, useRef, useState } from "react";

/** So long after the last letter a text counts as written. */
const PAUSE_MS = 250;

export interface ComposedText {
  text: string;
  /** Sets it at once, and what was written with it. */
  reset: (text: string) => void;
  /** Writes at once what is typed. */
  finish: () => void;
  /** For the field. */
  field: {
    value: string;
    onChange: (event: ChangeEvent<HTMLInputElement>) => void;
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => void;
  };
}

/**
 * A field's text, handed on when the typing pauses and never while a syllable is being composed: 다 on the way to 닥 is no
 * question. In NFC, without blanks around it.
 */
export function useComposedText(initial: string, onWritten: (text: string) => void): ComposedText {
  const [text, setText] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(initial);
  const latest = useRef(onWritten);
  useEffect(() => {
    latest.current = onWritten;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const write = (next: string) => {
    clearTimeout(timer.current);
    const clean = next.normalize("NFC").trim();
    if (clean === written.current) return;
    written.current = clean;
    latest.current(clean);
  };
  const later = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => write(next), PAUSE_MS);
  };
  const reset = useCallback((next: string) => {
    clearTimeout(timer.current);
    written.current = next;
    setText(next);
  }, []);
  return {
    text,
    reset,
    finish: () => write(text),
    field: {
      value: text,
      onChange: (event) => {
        setText(event.target.value);
        clearTimeout(timer.current);
        if (!(event.nativeEvent as InputEvent).isComposing) later(event.target.value);
      },
      onCompositionEnd: (event) => later(event.currentTarget.value),
    },
  };
}
