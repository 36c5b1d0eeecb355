import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { CellDisplay } from "@/components/table/cell-display";
import type { CellDisplay as Display } from "@/components/table/use-displays";
import type { Locale } from "@/lib/format/format";
import type { Cell } from "@/lib/query/result";
import { cellState } from "@/lib/table/cell-state";
import { cellText, isWholeIn, type TableColumn } from "@/lib/table/columns";
import { exactText } from "@/lib/table/copy-cells";

export interface CellContentProps {
  shown: TableColumn;
  /** Undefined while it has not come. */
  value: Cell | undefined;
  locale: Locale;
  timezone: string;
  /** Puts its text into other words. */
  word?: ((text: string) => string) | undefined;
  /** What stands there instead of the plain value. */
  display?: Display | undefined;
}

/** What stands in a cell: its value, or why there is none. Nothing, zero, not permitted, not yet and wrong look different. */
export function CellContent({ display, ...cell }: CellContentProps) {
  const state = cellState(cell.shown.column, cell.value);
  const plain = <PlainContent {...cell} />;
  // A course may have days though they come to nothing; everything else is a picture of the value.
  const fits = state === "value" || (state === "null" && display?.kind === "sparkline");
  if (!display || !fits) return plain;
  return (
    <CellDisplay {...cell} display={display}>
      {plain}
    </CellDisplay>
  );
}

function PlainContent({ shown, value, locale, timezone, word = String }: Omit<CellContentProps, "display">) {
  const t = useTranslations("table");
  const { column } = shown;
  switch (cellState(column, value)) {
    case "pending":
      return pendingText(t("loading"));
    case "masked":
      return (
        <span className="inline-flex min-w-0 items-center gap-1 text-ink-3" title={t("cells.maskedWhy")}>
          <Lock aria-hidden className="size-3 shrink-0" />
          <span className="truncate">{t("cells.masked")}</span>
        </span>
      );
    case "null":
      return (
        <span
          className="truncate"
          title={t(column.of ? "noBase" : column.additive === false ? "noDivisor" : "noValue")}
        >
          {word(cellText(column, null, locale))}
        </span>
      );
    case "error":
      return (
        <span className="truncate text-neg" title={t("cells.brokenWhy", { value: String(value) })}>
          {t("cells.broken")}
        </span>
      );
    default:
      return valueText(shown, value ?? null, locale, timezone, word);
  }
}

/** A value that has not come: a bar that says so. */
export const pendingText = (loading: string): ReactElement => <span className="pending-cell">{loading}</span>;

/** A value as its cell says it, the whole of it in the title. @param alone nothing stands beside it in its cell */
export const valueText = (
  shown: TableColumn,
  value: Cell,
  locale: Locale,
  timezone: string,
  word: (text: string) => string = String,
  alone = false,
): ReactElement => {
  const text = word(cellText(shown.column, value, locale, timezone));
  // A clip of its own for each cell is what a browser is slowest at: those that are read whole go without.
  const look = shown.wrap ? "break-words" : alone && isWholeIn(shown, text) ? "whole-cell" : "truncate";
  return (
    <span className={`min-w-0 ${look}`} title={exactText(shown, value, locale, timezone)}>
      {text}
    </span>
  );
};
