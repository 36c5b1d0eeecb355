"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useCrossFilters } from "@/components/dashboard/cross-filter";
import { useConditionText } from "@/components/dashboard/use-condition-text";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { CARRIED } from "@/lib/dashboards/cross-filter";

/** What is chosen on the page's widgets, each with where it was chosen, and a way out of it. */
export function CrossChips({ className }: { className?: string }) {
  const t = useTranslations("dashboard.cross");
  const all = useCrossFilters();
  const textOf = useConditionText();
  const list = useRef<HTMLUListElement>(null);
  if (!all || all.filters.length === 0) return null;
  const chips = all.filters.flatMap(({ source, conditions }) =>
    conditions.map((condition) => ({ source, conditions, condition })),
  );
  const titleOf = (source: string) =>
    source === CARRIED ? undefined : all.sources.find(({ id }) => id === source)?.title;
  /** Whoever takes chips away by keyboard goes on with the next, or with the bar's other controls. */
  const moveOn = (i: number) => {
    // The chips' own: what clears them all goes with the last but one.
    const crosses = [...(list.current?.querySelectorAll<HTMLElement>("li[data-chip] button") ?? [])];
    (crosses[i + 1] ?? crosses[i - 1] ?? besideChips())?.focus();
  };
  const besideChips = () => {
    const buttons = list.current?.closest("section")?.querySelectorAll("button") ?? [];
    return [...buttons].find((button) => button.checkVisibility() && !list.current?.contains(button));
  };
  return (
    <ul ref={list} aria-label={t("label")} className={className}>
      {chips.map(({ source, conditions, condition }, i) => {
        const { name, text, full } = textOf(condition);
        const title = titleOf(source);
        const from = title === undefined ? t("carried") : t("from", { title });
        return (
          <li key={`${source} ${condition.dimension}`} data-chip className="min-w-0">
            <Chip
              name={`${name}:`}
              title={`${name}: ${full}. ${from}`}
              removeLabel={t("remove", { filter: `${name}: ${text}`, from })}
              onRemove={() => {
                moveOn(i);
                all.set(
                  source,
                  conditions.filter((other) => other !== condition),
                );
              }}
            >
              {text}
            </Chip>
          </li>
        );
      })}
      {chips.length > 1 ? (
        <li>
          <Button
            variant="ghost"
            className="pointer-coarse:h-11"
            onClick={() => {
              besideChips()?.focus();
              all.set(null, []);
            }}
          >
            {t("clear")}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

/** Says to those who hear the page what has just come to filter it, or that nothing does any more. */
export function CrossStatusText() {
  const t = useTranslations("dashboard.cross");
  const all = useCrossFilters();
  const textOf = useConditionText();
  const texts = (all?.filters ?? []).flatMap(({ conditions }) =>
    conditions.map((condition) => {
      const { name, full } = textOf(condition);
      return `${name}: ${full}`;
    }),
  );
  return texts.length > 0 ? t("status", { filters: texts.join(", ") }) : null;
}
