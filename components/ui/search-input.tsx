"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

export interface SearchInputProps {
  value: string;
  onValueChange: (value: string) => void;
  /** What is searched: placeholder and name of the field. */
  label: string;
  className?: string;
}

/** A field that narrows a list while one types; Escape clears it. */
export function SearchInput({ value, onValueChange, label, className }: SearchInputProps) {
  const t = useTranslations("common");
  return (
    <search className={cn("relative block", className)}>
      <Search aria-hidden className="absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-ink-2" />
      <Input
        aria-label={label}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          // While Hangul is composed, Escape belongs to the input method.
          if (event.key !== "Escape" || event.nativeEvent.isComposing || !value) return;
          event.preventDefault();
          onValueChange("");
        }}
        className="px-7 pointer-coarse:px-9"
      />
      {value ? (
        <button
          type="button"
          aria-label={t("clear")}
          onClick={() => onValueChange("")}
          className="absolute inset-y-0 right-0 inline-flex w-7 items-center justify-center rounded-2 text-ink-2 hover:text-ink pointer-coarse:w-11"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </search>
  );
}
