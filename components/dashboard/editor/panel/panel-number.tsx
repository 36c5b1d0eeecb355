"use client";

import { useTranslations } from "next-intl";
import { PanelText, type PanelTextProps } from "@/components/dashboard/editor/panel/panel-text";
import { readNumber } from "@/lib/table/read-number";

export interface PanelNumberProps extends Omit<PanelTextProps, "value" | "onText" | "rows"> {
  value: number | undefined;
  /** Whole numbers within these; any number without. */
  whole?: { least: number; most: number };
  /** Whether it may be left empty. */
  optional?: boolean;
  onNumber: (value: number | undefined) => string | null;
}

/** A number, also as 1.5억 or 2.5M. */
export function PanelNumber({ value, whole, optional = false, onNumber, ...field }: PanelNumberProps) {
  const t = useTranslations("editor.panels.fault");
  const take = (text: string): string | null => {
    if (text.trim() === "") return optional ? onNumber(undefined) : t("noNumber");
    const read = readNumber(text);
    const number = read === null ? Number.NaN : Number(read);
    if (!Number.isFinite(number)) return t("number");
    if (whole && (!Number.isInteger(number) || number < whole.least || number > whole.most))
      return t("whole", whole);
    return onNumber(number);
  };
  return (
    <PanelText
      inputMode={whole ? "numeric" : "decimal"}
      {...field}
      value={value === undefined ? "" : String(value)}
      onText={take}
    />
  );
}
