"use client";

import { Columns3, Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { ExportItems } from "@/components/exports/export-items-part";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ExportSubject } from "@/lib/exports/export-request";
import type { TableConfig } from "@/lib/table/table-config";
import type { ScrollBar } from "@/lib/table/table-tree";

type Density = NonNullable<TableConfig["density"]>;
type Paging = NonNullable<TableConfig["paging"]>;
const PAGINGS: readonly Paging[] = ["pages", "scroll"];
const DENSITIES: readonly Density[] = ["compact", "normal", "roomy"];

export interface TableActionsProps {
  title: string;
  shown: number;
  all: number;
  panelOpen: boolean;
  onPanel: () => void;
  /** Somebody is about to open it. */
  onPanelNear: () => void;
  density: Density;
  onDensity: (density: Density) => void;
  /** What narrows the rows: the quick search, a filter by any column. */
  search?: ReactNode;
  paging: Paging;
  onPaging: (paging: Paging) => void;
  /** Why rows can't come in one scroll; null where they can. */
  scrollBar: ScrollBar | null;
  onFind: () => void;
  /** Null for who may not export. */
  exportOf: ExportSubject | null;
  /** Opens all groups, or closes them; undefined where there are none. */
  onOpenAll?: ((open: boolean) => void) | undefined;
  /** Undefined when nothing differs from what is saved. */
  onReset: (() => void) | undefined;
}

/** What the title row of a table offers. */
export function TableActions({
  title,
  shown,
  all,
  panelOpen,
  onPanel,
  onPanelNear,
  density,
  onDensity,
  search,
  paging,
  onPaging,
  scrollBar,
  onFind,
  exportOf,
  onOpenAll,
  onReset,
}: TableActionsProps) {
  const t = useTranslations("table");
  // The search field takes the focus that the menu would give back.
  const finds = useRef(false);
  return (
    <div
      data-print="hide"
      className="absolute top-[5px] right-2 z-10 flex items-center gap-1 pointer-coarse:top-0"
    >
      {search}
      <Button
        variant={panelOpen ? "active" : "ghost"}
        size="sm"
        aria-expanded={panelOpen}
        onClick={onPanel}
        onPointerEnter={onPanelNear}
        onFocus={onPanelNear}
      >
        <Columns3 aria-hidden />
        <span className="@max-[480px]:hidden">{t("columns")} </span>
        {shown}
        <span className="font-normal text-ink-2">/{all}</span>
        <span className="sr-only">{t("columnsCount", { shown, all })}</span>
      </Button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t("more", { table: title })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="end"
          needs={exportOf ? [ExportItems.part] : []}
          onCloseAutoFocus={(event) => {
            if (finds.current) {
              event.preventDefault();
              onFind();
            }
            finds.current = false;
          }}
        >
          {onOpenAll ? (
            <>
              <DropdownMenuItem onSelect={() => onOpenAll(true)}>{t("expandAll")}</DropdownMenuItem>
              <DropdownMenuItem onSelect={() => onOpenAll(false)}>{t("collapseAll")}</DropdownMenuItem>
              <DropdownMenuSeparator />
            </>
          ) : null}
          <DropdownMenuLabel>{t("density")}</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            value={density}
            onValueChange={(value) => {
              const chosen = DENSITIES.find((one) => one === value);
              if (chosen) onDensity(chosen);
            }}
          >
            {DENSITIES.map((one) => (
              <DropdownMenuRadioItem key={one} value={one}>
                {t(`densities.${one}`)}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>{t("paging")}</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            value={paging}
            onValueChange={(value) => {
              const chosen = PAGINGS.find((one) => one === value);
              if (chosen && !(chosen === "scroll" && scrollBar)) onPaging(chosen);
            }}
          >
            {PAGINGS.map((one) => {
              const bar = one === "scroll" ? scrollBar : null;
              return (
                <DropdownMenuRadioItem
                  key={one}
                  value={one}
                  // Not `disabled`, which keys pass over: the reason is there for everybody to read.
                  aria-disabled={bar ? true : undefined}
                  {...(bar ? { onSelect: (event: Event) => event.preventDefault() } : {})}
                  className={bar ? "h-auto max-w-64 flex-col items-start gap-0 py-1.5 text-ink-2" : undefined}
                >
                  {t(`pagings.${one}`)}
                  {bar ? <span className="whitespace-normal text-11">{t(`scrollBar.${bar}`)}</span> : null}
                </DropdownMenuRadioItem>
              );
            })}
          </DropdownMenuRadioGroup>
          <DropdownMenuSeparator />
          {exportOf ? <ExportItems of={exportOf} /> : null}
          <DropdownMenuItem onSelect={() => (finds.current = true)}>{t("cells.find")}</DropdownMenuItem>
          <DropdownMenuItem disabled={!onReset} onSelect={() => onReset?.()}>
            {t("resetTable")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
