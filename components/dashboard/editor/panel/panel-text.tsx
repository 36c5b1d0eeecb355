"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import { Input, Textarea } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

interface Draft {
  text: string;
  /** The value it was written over; null: the one that comes of it. */
  over: string | null;
  error: string | null;
}

/**
 * A text that is half written: it stays as it was written, and gives way once the document says something else.
 * @param late it is taken when it is whole, and not with every key
 */
export function useDraft(value: string, onText: (text: string) => string | null, late = false) {
  const { settle } = useEditorStore().getState();
  const [draft, setDraft] = useState<Draft | null>(null);
  if (draft?.over === null) setDraft({ ...draft, over: value });
  else if (draft && draft.over !== value) setDraft(null);
  const current = draft && (draft.over === null || draft.over === value) ? draft : null;
  return {
    text: current?.text ?? value,
    error: current?.error ?? null,
    write: (text: string) =>
      setDraft(late ? { text, over: value, error: null } : { text, over: null, error: onText(text) }),
    /** It is whole: Enter. */
    finish: () => {
      if (late && current) setDraft({ ...current, over: null, error: onText(current.text) });
    },
    leave: () => {
      if (late && current) {
        const error = onText(current.text);
        return setDraft(error === null ? null : { ...current, error });
      }
      settle();
      // What can't be taken stays, with what is wrong with it.
      if (current?.error === null) setDraft(null);
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
  const draft = useDraft(value, onText, late);
  const described = draft.error ? `${id}error` : hint ? `${id}hint` : undefined;
  const field = {
    id,
    ...input,
    value: draft.text,
    autoComplete: "off",
    "aria-invalid": draft.error !== null || undefined,
    "aria-describedby": described,
    onChange: (event: { target: { value: string } }) => draft.write(event.target.value),
    onBlur: draft.leave,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && !event.nativeEvent.isComposing) draft.finish();
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
      {hint && !draft.error ? (
        <p id={`${id}hint`} className="text-11 text-ink-3">
          {hint}
        </p>
      ) : null}
      {draft.error ? <PanelFault id={`${id}error`}>{draft.error}</PanelFault> : null}
    </div>
  );
}
