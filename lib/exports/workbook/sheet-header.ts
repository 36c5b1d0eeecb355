/** What stands above a sheet's rows: headings, names, widths, what stays while the rest scrolls. */
import type { Area } from "@/lib/export/xlsx/cell-address";
import type { CellValue, SheetHead, SheetTail, SheetWriter } from "@/lib/export/xlsx/sheet-writer";
import type { Look, Styles } from "@/lib/export/xlsx/styles";
import type { ExportSheet, SheetWords } from "@/lib/exports/export-sheet";
import type { Cell } from "@/lib/query/result";
import { autoWidth, cellText, frozenShown, type TableColumn } from "@/lib/table/columns";
import { headRows } from "@/lib/table/header-groups";

/** px of one of Excel's units of width: a digit in the workbook's font. */
const DIGIT = 7;
const WIDEST = 80;
/** Rows whose texts decide how wide a column begins. */
const SAMPLE = 200;

const HEAD: Look = { bold: true, fill: "EEF0F3", color: "374151", bottom: "C9CED6" };
const HEADING: Look = { ...HEAD, align: "center" };
const ALIGN = { start: "left", center: "center", end: "right" } as const;

export class SheetHeader {
  private readonly headings: ReturnType<typeof headRows>;
  private readonly frozen: number;

  constructor(
    private readonly sheet: ExportSheet,
    private readonly words: SheetWords,
    private readonly kinds: boolean,
  ) {
    const held = new Set(frozenShown(sheet.columns, sheet.config));
    let frozen = 0;
    while (frozen < sheet.columns.length && held.has(sheet.columns[frozen]?.name ?? "")) frozen += 1;
    this.frozen = frozen;
    this.headings = headRows(sheet.columns, (i) => (i < frozen ? "held" : ""));
  }

  /** @param sample rows whose texts tell how wide columns are */
  head(sample: readonly (readonly Cell[])[], place: "above" | "below" | "none"): SheetHead {
    const { columns, hidden, groups } = this.sheet;
    const hiddenOnes = [...hidden.map(() => null), ...(this.kinds ? [null] : [])];
    return {
      columns: [
        ...columns.map((shown) => ({ width: this.width(shown, sample) })),
        ...hiddenOnes.map(() => ({ width: 10, hidden: true })),
      ],
      frozen: { rows: this.headings.length + 1, columns: this.frozen },
      summaryBelow: place === "below",
      ...(groups > 0 ? { levels: groups } : {}),
    };
  }

  private width(shown: TableColumn, sample: readonly (readonly Cell[])[]): number {
    const { locale, timezone } = this.words;
    const px = shown.sized
      ? shown.width
      : autoWidth(nameOf(shown), [
          ...sample
            .slice(0, SAMPLE)
            .map((row) => cellText(shown.column, row[shown.index], locale, timezone) + shown.unit),
          // What a column comes to is wider than its rows.
          ...this.totals(shown),
        ]);
    return Math.min(WIDEST, Math.max(6, Math.round((px / DIGIT) * 10) / 10));
  }

  private totals({ name, column, unit }: TableColumn): string[] {
    const total = this.sheet.answer.grandTotal?.[name];
    return total === undefined
      ? []
      : [cellText(column, total, this.words.locale, this.words.timezone) + unit];
  }

  async write(writer: SheetWriter, styles: Styles): Promise<void> {
    const { columns, hidden } = this.sheet;
    const heading = styles.look(HEADING);
    for (const row of this.headings) {
      const values: CellValue[] = columns.map(() => null);
      for (const { from, text } of row) values[from] = text;
      await writer.row(
        values,
        columns.map(() => heading),
      );
    }
    const names = [...columns.map(nameOf), ...hidden.map(({ column }) => column.label)];
    const looks = [...columns, ...hidden].map(({ align }) => styles.look({ ...HEAD, align: ALIGN[align] }));
    await writer.row(names, looks);
  }

  /** @param names the row of the columns' names. @param last the last row below it */
  tail(names: number, last: number): Pick<SheetTail, "filter" | "merges"> {
    const merges = this.headings.flatMap((row, i) =>
      row.flatMap(({ from, span }): Area[] =>
        span > 1 ? [{ column: from, row: i + 1, lastColumn: from + span - 1, lastRow: i + 1 }] : [],
      ),
    );
    const lastColumn = this.sheet.columns.length - 1;
    return {
      ...(lastColumn >= 0
        ? { filter: { column: 0, row: names, lastColumn, lastRow: Math.max(names, last) } }
        : {}),
      merges,
    };
  }
}

const nameOf = ({ short, column }: TableColumn): string => short ?? column.label;
