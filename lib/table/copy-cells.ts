/** Selected cells for the clipboard, as TSV and as an HTML table: what Excel and Sheets take for numbers and dates. */
import { guardFormula } from "@/lib/export/guard-formula";
import type { Locale } from "@/lib/format/format";
import type { Cell } from "@/lib/query/result";
import { type CellSelection, isSelected, selectedColumns, selectedRows } from "@/lib/table/cell-selection";
import { cellText, columnUnit, type TableColumn } from "@/lib/table/columns";
import { readDecimal, shiftDecimal, writeDecimal } from "@/lib/table/exact-decimal";
import { columnAt, GRAND_LEVEL, type GridLine } from "@/lib/table/grid-line";
import { fullName } from "@/lib/table/header-groups";
import type { LineList } from "@/lib/table/line-list";

/** One cell for the clipboard. */
interface CopiedCell {
  kind: "empty" | "text" | "number" | "percent" | "date" | "time" | "boolean";
  /** As TSV and readers have it: `31.1%`, `2026-11-19`, `TRUE`. */
  text: string;
  /** A number's exact digits, of a percent those of its share: 0.311. */
  exact?: string;
}

export interface CopyOptions {
  headers: boolean;
  locale: Locale;
  /** What a cell says that is not this viewer's to see. */
  masked: string;
}

type Column = Pick<TableColumn, "column" | "heads">;

const EMPTY: CopiedCell = { kind: "empty", text: "" };
const WALL_CLOCK = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})/;

/** Percents carry their sign to where they are pasted; differences of percents are points, no percents. */
const isPercent = ({ column }: Column): boolean =>
  column.of?.part === "change" ||
  (column.format?.style === "percent" && column.of?.part !== "delta" && !column.format.suffix);

function copiedCell(shown: Column, value: Cell | undefined, options: CopyOptions): CopiedCell {
  const { column } = shown;
  if (column.masked) return { kind: "text", text: options.masked };
  if (value === null || value === undefined) return EMPTY;
  if (typeof value === "boolean") return { kind: "boolean", text: value ? "TRUE" : "FALSE" };
  const number = column.type === "number" ? readDecimal(value) : null;
  if (number) {
    const digits = writeDecimal(number);
    if (isPercent(shown))
      return { kind: "percent", text: `${digits}%`, exact: writeDecimal(shiftDecimal(number, 2)) };
    return { kind: "number", text: digits, exact: digits };
  }
  const text = String(value);
  if (column.type === "date" || column.type === "time") {
    const clock = WALL_CLOCK.exec(text);
    if (clock) return { kind: "time", text: `${clock[1]} ${clock[2]}` };
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { kind: "date", text };
  }
  return { kind: "text", text };
}

function headerText(shown: Column, locale: Locale): string {
  // A percent's cells say it themselves.
  const unit = isPercent(shown) ? "" : columnUnit(shown.column, locale);
  return unit ? `${fullName(shown)} (${unit})` : fullName(shown);
}

/**
 * The selected cells as a rectangle: several ranges give the rows and columns they touch, empty between them. Lines and columns
 * the grid has not are left out.
 */
export function copiedCells(
  selection: CellSelection,
  lines: LineList<GridLine>,
  columns: readonly Column[],
  options: CopyOptions & { total: string },
): CopiedCell[][] {
  const places = selectedColumns(selection).filter((at) => columns[at]);
  const rows = selectedRows(selection).flatMap((row) => {
    const line = lines.at(row);
    if (!line || line.note) return [];
    return [
      places.map((at): CopiedCell => {
        const shown = columns[at];
        if (!shown || !isSelected(selection, { row, column: at })) return EMPTY;
        if (
          line.level === GRAND_LEVEL &&
          at === 0 &&
          shown.column.kind === "dimension" &&
          line.cells[at] === null
        )
          return { kind: "text", text: options.total };
        return copiedCell({ column: columnAt(line, columns, at) ?? shown.column }, line.cells[at], options);
      }),
    ];
  });
  if (!options.headers) return rows;
  const head = places.map((at): CopiedCell => {
    const shown = columns[at];
    return shown ? { kind: "text", text: headerText(shown, options.locale) } : EMPTY;
  });
  return [head, ...rows];
}

const plain = ({ kind, text }: CopiedCell): string => (kind === "text" ? guardFormula(text) : text);

/** Quoted where a spreadsheet would else take a cell for several, or a quote for quoting. */
const quoted = (text: string): string =>
  /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Lines end as Excel's own do; none after the last, which Sheets would take for one more row. */
export const toTsv = (rows: readonly (readonly CopiedCell[])[]): string =>
  rows.map((row) => row.map((cell) => quoted(plain(cell))).join("\t")).join("\r\n");

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/\r\n|\r|\n/g, "<br>");

/** Excel's number formats; text is said to be text, or `00123` and `1-2` would become a number and a date. */
function excelFormat({ kind, text }: CopiedCell): string | null {
  const decimals = (digits: string) => digits.replace(/%$/, "").split(".")[1]?.length ?? 0;
  const fraction = (count: number) => (count === 0 ? "" : `\\.${"0".repeat(count)}`);
  switch (kind) {
    case "text":
      return "\\@";
    case "number":
      return `#,##0${fraction(Math.min(decimals(text), 6))}`;
    case "percent":
      return `0${fraction(Math.min(decimals(text), 2))}%`;
    case "date":
      return "yyyy\\-mm\\-dd";
    case "time":
      return "yyyy\\-mm\\-dd hh\\:mm\\:ss";
    default:
      return null;
  }
}

function htmlCell(cell: CopiedCell, tag: "td" | "th"): string {
  const format = excelFormat(cell);
  const style = format ? ` style="mso-number-format:'${format}'"` : "";
  const exact = cell.exact === undefined ? "" : ` x:num="${cell.exact}"`;
  return `<${tag}${style}${exact}>${escaped(plain(cell))}</${tag}>`;
}

/** A table by itself; numbers carry their exact digits (`x:num`) besides what is read. */
export function toHtml(
  rows: readonly (readonly CopiedCell[])[],
  options: Pick<CopyOptions, "headers">,
): string {
  const line = (row: readonly CopiedCell[], tag: "td" | "th") =>
    `<tr>${row.map((cell) => htmlCell(cell, tag)).join("")}</tr>`;
  const body = rows.map((row, i) => line(row, options.headers && i === 0 ? "th" : "td")).join("");
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>${body}</table></body></html>`;
}

/** A number's digits, zeros at the end left out. A double's shortest text has none, and needs no arithmetic. */
function digitsOf(value: Cell): string | null {
  const text = typeof value === "number" ? String(value) : "e";
  if (!text.includes("e") && !text.includes("N") && !text.includes("I")) return text;
  const number = readDecimal(value);
  return number && writeDecimal(number);
}

/** `-1234567` as `-1,234,567`. */
function inThousands(whole: string): string {
  const sign = whole.startsWith("-") ? 1 : 0;
  let at = whole.length - 3;
  let text = whole.slice(Math.max(sign, at));
  for (; at > sign; at -= 3) text = `${whole.slice(Math.max(sign, at - 3), at)},${text}`;
  return sign ? `-${text}` : text;
}

/** One cell as it is read, for the tooltip and the status bar: the exact value where the grid rounds. */
export function exactText(shown: Column, value: Cell, locale: Locale, timezone: string): string {
  const { column } = shown;
  if (column.type !== "number" || value === null) return cellText(column, value, locale, timezone);
  const unit = columnUnit(column, locale);
  const digits = digitsOf(value);
  if (digits === null) return String(value);
  const [whole = "", fraction] = digits.split(".");
  const grouped = inThousands(whole).replace("-", "−");
  return `${grouped}${fraction ? `.${fraction}` : ""}${unit ? (unit === "%" ? unit : ` ${unit}`) : ""}`;
}
