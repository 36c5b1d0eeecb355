"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import type { Find } from "@/components/table/use-find";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { COUNT_LIMIT } from "@/lib/table/table-query";

export interface FindBarProps {
  title: string;
  find: Find;
  field: RefObject<HTMLInputElement | null>;
  onClose: () => void;
}

/** Finds in all rows, not those of the page: Enter goes on, Shift+Enter back, Escape closes. */
export function FindBar({ title, find, field, onClose }: FindBarProps) {
  const t = useTranslations("table.find");
  useSignInAgain(find.error);
  useEffect(() => {
    field.current?.select();
  }, [field]);
  const { count, current, error } = find;
  const said = error
    ? error.id === null
      ? t("failed")
      : error.message
    : find.text.trim() === ""
      ? ""
      : count === null
        ? t("searching")
        : current > 0
          ? t("place", { current, count })
          : t("count", { count });
  return (
    <search
      aria-label={t("title", { table: title })}
      className="flex h-9 shrink-0 items-center gap-1 border-line border-t bg-sunken px-2 text-12 pointer-coarse:h-13"
    >
      <span className="relative min-w-24 max-w-56 flex-1">
        <Search aria-hidden className="absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-ink-2" />
        <Input
          ref={field}
          size="sm"
          autoFocus
          value={find.text}
          aria-label={t("label")}
          placeholder={t("label")}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => find.setText(event.target.value)}
          onKeyDown={(event) => {
            // Enter and Escape end a syllable before they mean anything else.
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === "Enter") find.go(event.shiftKey ? -1 : 1);
            else if (event.key === "Escape") onClose();
            else if ((event.ctrlKey || event.metaKey) && event.code === "KeyF") event.currentTarget.select();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          className="pl-7"
        />
      </span>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("previous")}
        disabled={!count}
        onClick={() => find.go(-1)}
      >
        <ChevronUp aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("next")}
        disabled={!count}
        onClick={() => find.go(1)}
      >
        <ChevronDown aria-hidden />
      </Button>
      <output
        aria-live="polite"
        className={cn("shrink-0 whitespace-nowrap", error ? "shrink truncate text-neg" : "text-ink-2")}
      >
        {said}
        {find.truncated && said !== "" && !error ? ` ${t("truncated", { count: COUNT_LIMIT })}` : null}
      </output>
      <Button variant="ghost" size="icon-sm" aria-label={t("close")} className="ml-auto" onClick={onClose}>
        <X aria-hidden />
      </Button>
    </search>
  );
}
