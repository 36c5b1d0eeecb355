"use client";

import { useTranslations } from "next-intl";
import { ControlButton } from "@/components/dashboard/control-button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ChartChoice, ChartSuggestion } from "@/lib/explore/suggest-chart";

export interface ChartKindSelectProps {
  charts: ChartSuggestion;
  /** The kind drawn; null where none fits. */
  drawn: ChartChoice | null;
  /** Null: the one that suits. */
  onKind: (kind: ChartChoice | null) => void;
}

/** Kinds of charts: those that can draw what is asked, and of the others why not. */
export function ChartKindSelect({ charts, drawn, onKind }: ChartKindSelectProps) {
  const t = useTranslations("explore");
  const fitting = charts.options.filter(({ draws }) => draws !== null);
  const others = charts.options.filter(({ draws }) => draws === null);
  const choices = [...fitting, ...others];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <ControlButton name={t("kind")} className="pointer-coarse:h-11">
          {drawn ? t(`kinds.${drawn}`) : t("noKind")}
        </ControlButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup
          value={drawn ?? ""}
          onValueChange={(value) => {
            const option = choices.find(({ kind }) => kind === value);
            if (option?.draws) onKind(option.kind === charts.suits ? null : option.kind);
          }}
        >
          {choices.map(({ kind, unfit }) => (
            <DropdownMenuRadioItem
              key={kind}
              value={kind}
              // Not disabled: the keyboard passes it, so that its reason is heard.
              aria-disabled={unfit !== null}
              onSelect={(event) => {
                if (unfit) event.preventDefault();
              }}
              className={unfit ? "h-auto py-1 text-ink-3" : undefined}
            >
              <span className="flex flex-col">
                <span>
                  {t(`kinds.${kind}`)}
                  {kind === charts.suits ? <span className="text-ink-3"> {t("suits")}</span> : null}
                </span>
                {unfit ? <span className="text-11 text-ink-3">{t(`unfit.${unfit}`)}</span> : null}
              </span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
