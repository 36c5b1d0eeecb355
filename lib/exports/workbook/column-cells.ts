/** A column's cells in a workbook: their values and looks. */

import { patternOf, serialOf, TEXT_PATTERN } from "@/lib/export/xlsx/number-pattern";
import type { CellValue } from "@/lib/export/xlsx/sheet-writer";
import type { Look, Styles } from "@/lib/export/xlsx/styles";
import type { SheetWords } from "@/lib/exports/export-sheet";
import type { Cell } from "@/lib/query/result";
import { badgeColor } from "@/lib/table/badge-color";
import { fromOklch, toHex } from "@/lib/table/color";
import { cellText, type DrawnColumn, type TableColumn } from "@/lib/table/columns";

/** Kinds of lines, each with a look of its own. */
export type LineKind = "row" | "group" | "total";

/** Of a second. */
export const SECOND_DAYS = 1 / 86_400;
/** Digits a spreadsheet keeps of a number. */
const MOST_DIGITS = 15;
const ALIGN = { start: "left", center: "center", end: "right" } as const;
const LINE_LOOKS: Record<LineKind, Look> = {
  row: {},
  group: { bold: true, fill: "F6F7F9" },
  total: { bold: true, top: "9AA1AC" },
};
const LINK: Look = { color: "0B57D0", underline: true };

const digitsIn = (value: number | string) =>
  String(value)
    .replace(/[^0-9]/g, "")
    .replace(/^0+/, "").length;

/** A value as Excel keeps it: numbers and days as numbers, all else as text. */
export function cellValue(column: DrawnColumn, value: Cell | undefined, words: SheetWords): CellValue {
  if (column.masked) return words.masked;
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value;
  if (column.type === "date" || column.type === "time") {
    const serial = patternOf(column, words.locale) === TEXT_PATTERN ? null : serialOf(String(value));
    return serial ?? cellText(column, value, words.locale, words.timezone);
  }
  if (column.type !== "number") return String(value);
  // A number that names something keeps all of its digits; one that counts keeps as many as a spreadsheet has.
  if (column.kind === "dimension" && digitsIn(value) > MOST_DIGITS) return String(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  return column.format?.style === "duration" ? number * SECOND_DAYS : number;
}

const KINDS: readonly LineKind[] = ["row", "group", "total"];
/** Looks of a kind of line: whole, decimal, text, and each of them as a link. */
const VARIANTS = 6;

/** Gives a column's cells their looks, each made once. */
export class ColumnCells {
  private readonly looks: (number | undefined)[] = [];
  private readonly badges = new Map<string, number>();
  private readonly badge: boolean;

  constructor(
    readonly shown: TableColumn,
    private readonly styles: Styles,
    private readonly words: SheetWords,
  ) {
    this.badge = shown.column.display?.kind === "badge";
  }

  value(cell: Cell | undefined, column: DrawnColumn = this.shown.column): CellValue {
    return cellValue(column, cell, this.words);
  }

  /** @param value as {@link value} gave it, or what a formula comes to. @param linked it leads somewhere */
  look(kind: LineKind, value: CellValue, linked = false): number {
    const shown = typeof value === "object" && value !== null ? value.value : value;
    if (this.badge && kind === "row" && typeof shown === "string") return this.badgeLook(shown);
    const variant =
      typeof shown === "string" ? 2 : typeof shown === "number" && !Number.isInteger(shown) ? 1 : 0;
    const at = KINDS.indexOf(kind) * VARIANTS + variant + (linked ? 3 : 0);
    const known = this.looks[at];
    if (known !== undefined) return known;
    const look = this.styles.look(this.describe(kind, variant, linked));
    this.looks[at] = look;
    return look;
  }

  private describe(kind: LineKind, variant: number, linked: boolean): Look {
    const { column, wrap, align } = this.shown;
    const text = variant === 2;
    return {
      number: text ? TEXT_PATTERN : patternOf(column, this.words.locale, variant === 0),
      align: ALIGN[align],
      ...(wrap ? { wrap: true } : {}),
      ...(linked ? LINK : {}),
      ...LINE_LOOKS[kind],
    };
  }

  private badgeLook(value: string): number {
    const { ground, ink } = badgeColor(this.shown.column.name, value).light;
    const [fill, color] = [rgb(ground), rgb(ink)];
    const known = this.badges.get(fill + color);
    if (known !== undefined) return known;
    const look = this.styles.look({ ...this.describe("row", 2, false), fill, color });
    this.badges.set(fill + color, look);
    return look;
  }
}

const rgb = (color: Parameters<typeof fromOklch>[0]) => toHex(fromOklch(color)).slice(1).toUpperCase();
