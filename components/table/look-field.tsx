"use client";

import { useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClasses, Input } from "@/components/ui/input";

/** A choice among words, in a column's menu. */
export function LookSelect<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}) {
  const id = useId();
  return (
    <label className="flex items-center justify-between gap-2" htmlFor={id}>
      <span className="text-ink-2">{label}</span>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen) onChoose(chosen[0]);
        }}
        className={cn(fieldClasses, "h-7 w-36 text-12 pointer-coarse:h-11")}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A word of one's own: taken on Enter and on leaving the field. */
export function LookText({
  label,
  value,
  placeholder,
  maxLength,
  problem,
  onSet,
}: {
  label: string;
  value: string;
  placeholder?: string;
  maxLength: number;
  /** Why a text can't be taken; null where it can. */
  problem?: (text: string) => string | null;
  onSet: (text: string) => void;
}) {
  const id = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  const set = (text: string) => {
    const found = problem?.(text) ?? null;
    setWrong(found);
    if (found === null && text !== value) onSet(text);
  };
  return (
    <>
      <label className="flex items-center justify-between gap-2" htmlFor={id}>
        <span className="text-ink-2">{label}</span>
        <Input
          id={id}
          key={value}
          defaultValue={value}
          placeholder={placeholder}
          maxLength={maxLength}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}wrong`}
          className="h-7 w-36 text-12"
          onBlur={(event) => set(event.target.value.trim())}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing)
              set(event.currentTarget.value.trim());
          }}
        />
      </label>
      {wrong === null ? null : (
        <p id={`${id}wrong`} role="alert" className="break-words text-neg">
          {wrong}
        </p>
      )}
    </>
  );
}
