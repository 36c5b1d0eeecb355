"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import { Input, Textarea } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

interface Typing {
  text: string;
  /** The value it was written over; null: the one that comes of it. */
  over: string | null;
  error: string | null;
}

/**
 * A text that is half written: it stays as it was written, and gives way once the document says something else.
 * @param late it is taken when it is whole, and not with every key
 */
export function useTyping(value: string, onText: (text: string) => string | null, late = false) {
  const { settle } = useEditorStore().getState();
  const [typing, setTyping] = useState<Typing | null>(null);
  if (typing?.over === null) setTyping({ ...typing, over: value });
  else if (typing && typing.over !== value) setTyping(null);
  const current = typing && (typing.over === null || typing.over === value) ? typing : null;
  return {
    text: current?.text ?? value,
    error: current?.error ?? null,
    write: (text: string) =>
      setTyping(late ? { text, over: value, error: null } : { text, over: null, error: onText(text) }),
    /** It is whole: Enter. */
    finish: () => {
      if (late && current) setTyping({ ...current, over: null, error: onText(current.text) });
    },
    leave: () => {
      if (late && current) {
        const error = onText(current.text);
        return setTyping(error === null ? null : { ...current, error });
      }
      settle();
      // What can't be taken stays, with what is wrong with it.
      if (current?.error === null) setTyping(null);
    },
  };
}

export function PanelFault({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1 text-11 text-neg">
      <CircleAlert aria-hidden className="mt-px size-3 shrink-0" />
      {children}
    </p>
  );
}

export interface PanelTextProps
  extends Pick<ComponentProps<"input">, "placeholder" | "inputMode" | "list" | "lang"> {
  label: string;
  value: string;
  hint?: string | undefined;
  /** Takes it over; says what is wrong where it can't. */
  onText: (text: string) => string | null;
  /** Rows of a text of several lines. */
  rows?: number;
  /** Beside the label, at the right. */
  action?: ReactNode;
  /** The label is there for those who listen alone. */
  bare?: boolean;
  /** It is taken when it is whole, by Enter and on leaving it: half of it would change too much. */
  late?: boolean;
}

/** A field whose text is the document's with every key; what can't be is said below it and stays in it. */
export function PanelText({
  label,
  value,
  hint,
  onText,
  rows,
  action,
  bare,
  late,
  ...input
}: PanelTextProps) {
  const id = useId();
  const typing = useTyping(value, onText, late);
  const described = typing.error ? `${id}error` : hint ? `${id}hint` : undefined;
  const field = {
    id,
    ...input,
    value: typing.text,
    autoComplete: "off",
    "aria-invalid": typing.error !== null || undefined,
    "aria-describedby": described,
    onChange: (event: { target: { value: string } }) => typing.write(event.target.value),
    onBlur: typing.leave,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && !event.nativeEvent.isComposing) typing.finish();
    },
  };
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <div className={bare ? "sr-only" : "flex items-center justify-between gap-2"}>
        <Label htmlFor={id} className="font-normal text-12">
          {label}
        </Label>
        {bare ? null : action}
      </div>
      {rows ? <Textarea {...field} rows={rows} /> : <Input {...field} />}
      {hint && !typing.error ? (
        <p id={`${id}hint`} className="text-11 text-ink-3">
          {hint}
        </p>
      ) : null}
      {typing.error ? <PanelFault id={`${id}error`}>{typing.error}</PanelFault> : null}
    </div>
  );
}
