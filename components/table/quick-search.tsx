"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useComposedText } from "@/components/table/use-composed-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

export interface QuickSearchProps {
  /** The table's title. */
  title: string;
  /** The columns looked through, as people call them. */
  columns: readonly string[];
  value: string;
  onSearch: (text: string) => void;
  /** Opens it from outside. */
  opener: RefObject<(() => void) | null>;
}

/** One field over all text columns of the rows; it keeps the rows that hold what is typed. Closed it is an icon. */
export function QuickSearch({ title, columns, value, onSearch, opener }: QuickSearchProps) {
  const t = useTranslations("table.search");
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const text = useComposedText(value, onSearch);
  const { reset } = text;
  useEffect(() => {
    // Taken away by its chip, or brought by Back; what is being typed stays.
    if (document.activeElement !== field.current) reset(value);
  }, [value, reset]);
  useEffect(() => {
    opener.current = () => {
      setOpen(true);
      field.current?.select();
    };
    return () => {
      opener.current = null;
    };
  }, [opener]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  if (!open)
    return (
      <Button
        ref={button}
        variant={value ? "active" : "ghost"}
        size="icon-sm"
        aria-label={t("open", { table: title })}
        title={t("hint")}
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden />
      </Button>
    );
  return (
    <search
      aria-label={t("title", { table: title })}
      className="relative w-44 rounded-2 bg-surface max-[480px]:absolute max-[480px]:top-0 max-[480px]:right-0 max-[480px]:z-1 max-[480px]:w-[calc(100cqw-16px)]"
    >
      <Search aria-hidden className="absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-ink-2" />
      <Input
        ref={field}
        size="sm"
        autoFocus
        aria-label={t("label", { columns: columns.join(", ") })}
        placeholder={t("label", { columns: columns.join(", ") })}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        {...text.field}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => {
          text.finish();
          if (text.text.trim() === "") setOpen(false);
        }}
        onKeyDown={(event) => {
          // Enter and Escape end a syllable before they mean anything else.
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === "Enter") text.finish();
          else if (event.key === "Escape" && text.text !== "") {
            text.reset("");
            onSearch("");
          } else if (event.key === "Escape") setTimeout(close);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="px-7 pointer-coarse:px-9"
      />
      <button
        type="button"
        aria-label={t(text.text ? "clear" : "close")}
        // Before the field loses the focus, and closes by itself.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => {
          if (text.text === "") {
            close();
            return;
          }
          text.reset("");
          onSearch("");
          field.current?.focus();
        }}
        className="absolute inset-y-0 right-0 inline-flex w-7 items-center justify-center rounded-2 text-ink-2 hover:text-ink pointer-coarse:w-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </search>
  );
}
