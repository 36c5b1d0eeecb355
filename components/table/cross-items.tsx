"use client";

import { ExternalLink, Filter, FilterX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { linksFor } from "@/components/dashboard/links-for";
import { useConditionText } from "@/components/dashboard/use-condition-text";
import type { TableCross } from "@/components/table/use-table-cross";
import { ContextMenuItem, ContextMenuSeparator } from "@/components/ui/context-menu";
import type { CellSelection } from "@/lib/table/cell-selection";

/** Names may be long: what is said of them takes two lines rather than be cut. */
const WRAPS = "h-auto min-h-7 py-1 pointer-coarse:min-h-11";

/** In a cell's menu: filter the other widgets by its row, or open another dashboard for it. */
export function CrossItems({ cross, selection }: { cross: TableCross; selection: CellSelection }) {
  const t = useTranslations("dashboard.cross");
  const textOf = useConditionText();
  const { mark, rows } = cross.marksOf(selection);
  if (mark.length === 0) return null;
  const value = mark.map((condition) => textOf(condition).text).join(" · ");
  const holds = cross.holds(mark);
  const [only] = mark.length === 1 ? mark : [];
  const words = only
    ? t("filterBy", { value: textOf(only).text })
    : rows > 1
      ? t("filterByRows", { count: rows })
      : t("filterByRow");
  return (
    <>
      <ContextMenuSeparator />
      {cross.sends ? (
        <ContextMenuItem
          className={WRAPS}
          onSelect={() => cross.choose(selection, holds)}
          aria-keyshortcuts="x"
        >
          {holds ? <FilterX aria-hidden /> : <Filter aria-hidden />}
          <span className="min-w-0">{holds ? t("stop") : words}</span>
        </ContextMenuItem>
      ) : null}
      {linksFor(cross.widget, mark).map(({ label, href }) => (
        <ContextMenuItem key={href} asChild className={WRAPS}>
          <Link href={href} prefetch={false}>
            <ExternalLink aria-hidden />
            <span className="min-w-0">{t("open", { dashboard: label, value })}</span>
          </Link>
        </ContextMenuItem>
      ))}
    </>
  );
}
