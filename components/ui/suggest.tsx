"use client";

import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

/** Something that can be picked. */
export interface Suggestion {
  id: string;
  label: string;
  /** Muted, beside the label. */
  note?: string;
  icon?: LucideIcon;
}

export interface SuggestProps {
  label: string;
  search: string;
  onSearchChange: (search: string) => void;
  suggestions: readonly Suggestion[];
  /** Below the list: that nothing matches, that more would. */
  message?: ReactNode;
  onPick: (suggestion: Suggestion) => void;
  className?: string;
}

/** A field that offers what matches while one types; picked by arrows and Enter, or by pointer. The caller narrows. */
export function Suggest({
  label,
  search,
  onSearchChange,
  suggestions,
  message,
  onPick,
  className,
}: SuggestProps) {
  const id = useId();
  const open = search.trim() !== "";
  return (
    <Command
      label={label}
      shouldFilter={false}
      loop
      className={cn("flex flex-col gap-1.5", className)}
      onKeyDown={(event) => {
        // While Hangul is composed, Escape belongs to the input method.
        if (event.key !== "Escape" || event.nativeEvent.isComposing || !open) return;
        event.preventDefault();
        onSearchChange("");
      }}
    >
      <Label htmlFor={id}>{label}</Label>
      <Command.Input
        id={id}
        value={search}
        onValueChange={onSearchChange}
        className={cn(fieldClasses, "h-9 w-full min-w-0 px-3 text-13 pointer-coarse:h-11")}
      />
      <div className={open ? "rounded-2 border border-line-2 bg-surface" : "hidden"}>
        {/* There while closed too: the field names it as what it controls. */}
        <Command.List label={label} className="max-h-44 overflow-y-auto p-1 empty:hidden">
          {(open ? suggestions : []).map((suggestion) => (
            <Item key={suggestion.id} suggestion={suggestion} onPick={onPick} />
          ))}
        </Command.List>
        {message ? (
          <p role="status" className="px-3 py-2 text-12 text-ink-2">
            {message}
          </p>
        ) : null}
      </div>
    </Command>
  );
}

function Item({ suggestion, onPick }: { suggestion: Suggestion; onPick: (picked: Suggestion) => void }) {
  const { icon: Icon } = suggestion;
  return (
    <Command.Item
      value={suggestion.id}
      onSelect={() => onPick(suggestion)}
      className="flex min-h-8 cursor-default select-none items-center gap-2 rounded-tag px-2 text-13 data-[selected=true]:bg-hover pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0"
    >
      {Icon ? <Icon aria-hidden className="text-ink-2" /> : null}
      <span className="min-w-0 truncate">{suggestion.label}</span>
      {suggestion.note ? (
        <span className="min-w-12 truncate text-12 text-ink-2">{suggestion.note}</span>
      ) : null}
    </Command.Item>
  );
}
