"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { NewChoice, NewOption } from "@/lib/editor/new-widget";
import type { ChartChoice } from "@/lib/explore/suggest-chart";

export interface AddKindsProps {
  options: readonly NewOption[];
  suits: NewChoice | null;
  value: NewChoice | null;
  onValue: (kind: NewChoice) => void;
}

/** The kinds of charts side by side: those that can draw the fields, and of the others why not. Arrows go through all of them. */
export function AddKinds({ options, suits, value, onValue }: AddKindsProps) {
  const t = useTranslations("editor.adding");
  const words = useTranslations("explore");
  const list = useRef<HTMLDivElement>(null);
  const stop = value ?? options[0]?.kind;
  const press = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role=radio]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (by === undefined || at < 0) return;
    event.preventDefault();
    items[(at + by + items.length) % items.length]?.focus();
  };
  return (
    <div
      ref={list}
      role="radiogroup"
      aria-label={t("kind")}
      onKeyDown={press}
      className="flex flex-wrap gap-1"
    >
      {options.map(({ kind, widget, unfit }) => {
        const name = words(`kinds.${kind as ChartChoice}`);
        const why =
          unfit && unfit !== "needsRows" && unfit !== "needsAcross" ? words(`unfit.${unfit}`) : undefined;
        return (
          // biome-ignore lint/a11y/useSemanticElements: an input can't hold what a choice shows
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === value}
            aria-disabled={widget === null || undefined}
            aria-label={why ? `${name}: ${why}` : kind === suits ? `${name}, ${words("suits")}` : name}
            title={why}
            tabIndex={kind === stop ? 0 : -1}
            onClick={() => widget && onValue(kind)}
            className={cn(
              "inline-flex h-7 items-center gap-1 rounded-2 border border-line-2 px-2 text-12 hover:bg-hover aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:text-ink-3 pointer-coarse:h-11",
              kind === value &&
                "border-accent-line bg-accent-soft font-medium text-accent hover:bg-accent-soft",
            )}
          >
            {name}
            {kind === suits ? <span className="text-11 text-ink-3">{words("suits")}</span> : null}
          </button>
        );
      })}
    </div>
  );
}
