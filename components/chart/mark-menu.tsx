"use client";

import { ExternalLink, Filter, FilterX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { WidgetCross } from "@/components/dashboard/cross-filter";
import { linksFor } from "@/components/dashboard/links-for";
import { useConditionText } from "@/components/dashboard/use-condition-text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { isChosen } from "@/lib/dashboards/choose-marks";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";

/** Names may be long: what is said of them takes two lines rather than be cut. */
const WRAPS = "h-auto min-h-7 py-1 pointer-coarse:min-h-11";

export interface MarkMenuProps {
  cross: WidgetCross;
  /** What it is opened for. */
  mark: readonly CrossCondition[];
  /** Where, in px from the plot's upper left. */
  at: { x: number; y: number };
  onClose: () => void;
  /** Where the keyboard goes when it closes. */
  onFocus: () => void;
}

/** What can be done with a mark: filter the others, or open another dashboard for it. Opened where one points. */
export default function MarkMenu({ cross, mark, at, onClose, onFocus }: MarkMenuProps) {
  const t = useTranslations("dashboard.cross");
  const textOf = useConditionText();
  const value = mark.map((condition) => textOf(condition).text).join(" · ");
  const chosen = isChosen(cross.chosen, mark);
  return (
    <DropdownMenu open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="absolute size-px" style={{ left: at.x, top: at.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        aria-label={t("menu", { value })}
        // Named by what it is about: what opened it is only a place.
        aria-labelledby={undefined}
        className="max-w-80"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onFocus();
        }}
      >
        {cross.source.sends ? (
          <DropdownMenuItem className={WRAPS} onSelect={() => cross.choose(mark, chosen)}>
            {chosen ? <FilterX aria-hidden /> : <Filter aria-hidden />}
            <span className="min-w-0">{chosen ? t("stop") : t("filterBy", { value })}</span>
          </DropdownMenuItem>
        ) : null}
        {linksFor(cross, mark).map(({ label, href }) => (
          <DropdownMenuItem key={href} asChild className={WRAPS}>
            <Link href={href} prefetch={false}>
              <ExternalLink aria-hidden />
              <span className="min-w-0">{t("open", { dashboard: label, value })}</span>
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
