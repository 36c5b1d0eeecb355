/** One widget as sheets of a workbook: as many as its rows need. */
import { columnName, MOST_ROWS } from "@/lib/export/xlsx/cell-address";
import { needsKinds } from "@/lib/export/xlsx/format-rules";
import type { CellValue, RowOptions, SheetWriter } from "@/lib/export/xlsx/sheet-writer";
import type { WorkbookWriter } from "@/lib/export/xlsx/workbook-writer";
import { cutText, LONGEST_CELL } from "@/lib/export/xlsx/xml-text";
import type { ExportSheet, SheetWords } from "@/lib/exports/export-sheet";
import { ColumnCells, type LineKind } from "@/lib/exports/workbook/column-cells";
import { GroupLines } from "@/lib/exports/workbook/group-lines";
import { rulesOfSheet } from "@/lib/exports/workbook/rules-of-sheet";
import { SheetHeader } from "@/lib/exports/workbook/sheet-header";
import { SheetLinks } from "@/lib/exports/workbook/sheet-links";
import type { LongTexts } from "@/lib/exports/workbook/write-long-texts";
import type { Cell } from "@/lib/query/result";
import { cellText } from "@/lib/table/columns";
import type { FormatFacts } from "@/lib/table/format-facts";

export interface WorkbookWords extends SheetWords {
  total: string;
  subtotalOf: (line: string) => string;
}

export interface WrittenSheets {
  /** Names of its sheets, in order. */
  names: string[];
  rows: number;
  /** Links that are text alone: a sheet takes only so many. */
  linksCut: boolean;
}

/** Bytes of markup after which the next sheet begins: an archive's part holds 4 GB. */
const MOST_BYTES = 3_600_000_000;
const NO_OPTIONS: RowOptions = {};

/**
 * @param longTexts gets what is longer than a cell. @param count is told how many rows of data were written.
 * @param mostRows of a sheet, those of its header among them
 */
export async function writeSheet(
  book: WorkbookWriter,
  sheet: ExportSheet,
  words: WorkbookWords,
  {
    longTexts,
    count,
    mostRows = MOST_ROWS,
  }: { longTexts: LongTexts; count: (rows: number) => void; mostRows?: number },
): Promise<WrittenSheets> {
  const writer = new WidgetSheets(book, sheet, words, longTexts, count, mostRows);
  return writer.write();
}

class WidgetSheets {
  private readonly kinds: boolean;
  private readonly cells: ColumnCells[];
  private readonly groups: GroupLines;
  private readonly links: SheetLinks;
  private readonly header: SheetHeader;
  private readonly written: WrittenSheets = { names: [], rows: 0, linksCut: false };
  private readonly place: "above" | "below" | "none";
  /** Of the sheet that is open. */
  private writer: SheetWriter | null = null;
  private name = "";
  private first = 0;
  /** Rows that say how wide columns are, the same on every sheet. */
  private sample: readonly (readonly Cell[])[] = [];
  /** By column: the last line that sums up others and is no formula. A formula over it would count its rows twice. */
  private plain = new Map<number, number>();
  /** The row up to which formulas reach. */
  private reach = 0;
  private facts: FormatFacts = {};
  /** Of the groups that are open: where their rows began, below their lines' place. */
  private begun: number[] = [];
  /** Whether the rows of the open groups are folded away, and whether any rows of the sheet are. */
  private hidden = false;
  private folds = false;

  constructor(
    private readonly book: WorkbookWriter,
    private readonly sheet: ExportSheet,
    private readonly words: WorkbookWords,
    private readonly longTexts: LongTexts,
    private readonly count: (rows: number) => void,
    private readonly mostRows: number,
  ) {
    const all = [...sheet.columns, ...sheet.hidden];
    this.cells = all.map((shown) => new ColumnCells(shown, book.styles, words));
    this.groups = new GroupLines(sheet.answer, sheet.groups);
    this.links = new SheetLinks(sheet.columns);
    this.kinds =
      sheet.groups > 0 &&
      needsKinds(
        sheet.config.conditionalFormatting,
        all.map(({ column: { display } }) => (display ? { display } : {})),
      );
    this.header = new SheetHeader(sheet, words, this.kinds);
    this.place = sheet.config.subtotals ?? "above";
  }

  async write(): Promise<WrittenSheets> {
    const { sheet } = this;
    let path: Cell[] = [];
    for await (const batch of sheet.answer.batches) {
      if (!this.writer) {
        // In the loop: what fails here lets go of the rows, too.
        this.facts = await sheet.facts();
        this.sample = batch;
        await this.begin();
      }
      for (const row of batch) {
        if (sheet.groups > 0) path = await this.step(path, row);
        await this.row(row);
      }
      this.count(batch.length);
      this.written.rows += batch.length;
    }
    if (!this.writer) await this.begin();
    if (sheet.groups > 0 && path.length > 0) await this.close(path, 0);
    await this.end(true);
    return this.written;
  }

  private async begin(): Promise<void> {
    const { writer, name } = await this.book.begin(this.sheet.title, {
      ...this.header.head(this.sample, this.place),
      mostRows: this.mostRows,
    });
    this.writer = writer;
    this.name = name;
    this.written.names.push(name);
    await this.header.write(writer, this.book.styles);
    this.first = writer.rows + 1;
    this.plain = new Map();
    this.reach = 0;
    // What began on the sheet before can't be counted by a formula of this one.
    this.begun = this.begun.map(() => Number.POSITIVE_INFINITY);
  }

  private get open(): SheetWriter {
    if (!this.writer) throw new Error("no sheet is open");
    return this.writer;
  }

  /** The row the next line will have; a new sheet begins where this one has none left. */
  private async room(): Promise<number> {
    const { rows, size } = this.open;
    // Lines that a formula counts stay with it.
    if (rows >= this.mostRows || (size > MOST_BYTES && rows >= this.reach)) {
      await this.end(false);
      await this.begin();
    }
    return this.open.rows + 1;
  }

  /** From the group of one row to that of the next: lines that end and begin between them. */
  private async step(before: readonly Cell[], row: readonly Cell[]): Promise<Cell[]> {
    const { groups } = this.sheet;
    let same = 0;
    while (same < before.length && before[same] === row[same]) same += 1;
    if (same === groups) return before as Cell[];
    if (before.length > 0) await this.close(before, same);
    const path = row.slice(0, groups);
    for (let depth = same; depth < groups; depth++) {
      const own = path.slice(0, depth + 1);
      if (this.place !== "below") await this.groupLine(own, this.groups.linesIn(own, row));
      // A new sheet may begin here, and with it another list of beginnings.
      const first = await this.room();
      this.begun[depth] = first;
    }
    this.hidden = this.isHidden(path);
    this.folds ||= this.hidden;
    return path;
  }

  /** Ends the groups of a path from the deepest up to that of `depth`. */
  private async close(path: readonly Cell[], depth: number): Promise<void> {
    for (let at = path.length - 1; at >= depth; at--) {
      if (this.place === "below") await this.groupLine(path.slice(0, at + 1), null);
      this.begun.length = at;
    }
  }

  private isHidden(path: readonly Cell[]): boolean {
    return path.some((_, i) => !this.sheet.isOpen(path.slice(0, i + 1)));
  }

  /** A group's line. @param lines below it, where its line stands above them */
  private async groupLine(path: readonly Cell[], lines: number | null): Promise<void> {
    const { sheet } = this;
    const depth = path.length - 1;
    const at = await this.room();
    const begin = this.begun[depth] ?? at;
    const range: [number, number] | null =
      this.place === "below"
        ? begin < at && begin >= this.first
          ? [begin, at - 1]
          : null
        : lines !== null && at + lines <= this.mostRows
          ? [at + 1, at + lines]
          : null;
    if (range) this.reach = Math.max(this.reach, range[1]);
    const closed = !sheet.isOpen(path);
    const shows = closed || (this.place !== "none" && sheet.counts(depth));
    const total = shows ? this.groups.of(path) : undefined;
    const values = this.cells.map(({ shown }, i): CellValue => {
      if (i < sheet.groups) {
        if (i > depth) return null;
        const value = this.value(i, path[i]);
        if (i < depth || this.place !== "below") return value;
        const { column } = shown;
        const { locale, timezone, subtotalOf } = this.words;
        return column.masked ? value : subtotalOf(cellText(column, path[i], locale, timezone));
      }
      if (shown.column.kind === "dimension" || !total) return null;
      return this.summed(i, this.value(i, total[shown.index]), range);
    });
    await this.line("group", values, {
      level: depth,
      hidden: this.isHidden(path.slice(0, -1)),
      collapsed: closed,
    });
  }

  /** A sum as a formula over its lines where that is what it is; else its value, which sums above it can't be formulas over. */
  private summed(at: number, value: CellValue, range: readonly [number, number] | null): CellValue {
    const { column } = this.cells[at]?.shown ?? {};
    if (!column || typeof value !== "number") return value;
    const adds =
      column.additive === true && !column.calculation && (!column.of || column.of.part === "previous");
    if (range && adds && (this.plain.get(at) ?? 0) < range[0]) {
      const letter = columnName(at);
      return { formula: `SUBTOTAL(9,${letter}${range[0]}:${letter}${range[1]})`, value };
    }
    this.plain.set(at, this.open.rows + 1);
    return value;
  }

  private async row(row: readonly Cell[]): Promise<void> {
    await this.room();
    const values = this.cells.map(({ shown }, i) => this.value(i, row[shown.index]));
    await this.line(
      "row",
      values,
      this.sheet.groups === 0 ? NO_OPTIONS : { level: this.sheet.groups, hidden: this.hidden },
      row,
    );
  }

  private value(at: number, cell: Cell | undefined): CellValue {
    const value = this.cells[at]?.value(cell) ?? null;
    return typeof value === "string" && value.length > LONGEST_CELL ? this.shortened(at, value) : value;
  }

  /** The beginning of a text; the whole of it goes to a sheet of its own. */
  private shortened(at: number, text: string): string {
    this.longTexts.add({ sheet: this.name, cell: `${columnName(at)}${this.open.rows + 1}`, text });
    return `${cutText(text, LONGEST_CELL - 1)}…`;
  }

  private async line(
    kind: LineKind,
    values: CellValue[],
    options: RowOptions,
    raw?: readonly Cell[],
  ): Promise<void> {
    const links = raw ? this.links.of(raw) : [];
    const looks = values.map(
      (value, i) => this.cells[i]?.look(kind, value, links.length > 0 && links[i] != null) ?? 0,
    );
    if (this.kinds) {
      values.push(kind === "row" ? "data" : kind === "group" ? "subtotal" : "total");
      looks.push(0);
    }
    await this.open.row(values, looks, options);
    links.forEach((target, i) => {
      if (target != null && !this.open.link(i, target)) this.written.linksCut = true;
    });
  }

  private async totalLine(last: number): Promise<boolean> {
    const { grandTotal } = this.sheet.answer;
    if (!grandTotal || this.written.rows === 0 || this.open.full) return false;
    const one = this.written.names.length === 1;
    const values = this.cells.map(({ shown: { name, column } }, i): CellValue => {
      if (column.kind === "dimension") return i === 0 ? this.words.total : null;
      return this.summed(i, this.value(i, grandTotal[name]), one ? [this.first, last] : null);
    });
    if (this.cells[0]?.shown.column.kind !== "dimension" && values.length === 0) return false;
    await this.line("total", values, {});
    return true;
  }

  private async end(finished: boolean): Promise<void> {
    if (finished && this.open.full && this.sheet.answer.grandTotal) {
      await this.end(false);
      await this.begin();
    }
    const last = this.open.rows;
    const total = finished && (await this.totalLine(last)) ? this.open.rows : null;
    const rules = rulesOfSheet(
      this.sheet,
      {
        body: { first: this.first, last },
        total,
        kinds: this.kinds ? this.cells.length : null,
        facts: this.facts,
        partial: this.written.names.length > 1 || !finished,
      },
      this.words.locale,
    );
    const { filter, merges } = this.header.tail(this.first - 1, last);
    // Rows that are folded away under a filter count as filtered out, and sums over them would come to nothing.
    const folded = this.sheet.groups > 0 && this.folds;
    await this.book.end({ ...(filter && !folded ? { filter } : {}), ...(merges ? { merges } : {}), rules });
    this.writer = null;
  }
}
