/** One sheet, row by row: what comes before its rows, the rows, what comes after them, in the order Excel insists on. */
import {
  type Area,
  areaName,
  cellName,
  columnName,
  MOST_COLUMNS,
  MOST_ROWS,
} from "@/lib/export/xlsx/cell-address";
import { type PlacedRule, rulesXml } from "@/lib/export/xlsx/sheet-rules";
import type { Styles } from "@/lib/export/xlsx/styles";
import { keepsSpace, xmlAttribute, xmlText } from "@/lib/export/xlsx/xml-text";
import type { ZipEntry } from "@/lib/export/xlsx/zip-writer";

/** A number, a text of at most 32,767 characters, a truth, nothing, or a formula with what it comes to. */
export type CellValue = number | string | boolean | null | { formula: string; value: number | string | null };

export interface SheetColumn {
  /** In characters. */
  width: number;
  hidden?: boolean;
}

export interface SheetHead {
  columns: readonly SheetColumn[];
  /** Rows and columns that stay while the others scroll. */
  frozen?: { rows: number; columns: number };
  /** Where a group's own line stands. */
  summaryBelow?: boolean;
  /** Levels of rows that open and close. */
  levels?: number;
  /** It is the one that is seen first. */
  selected?: boolean;
  /** Rows it holds; as many as Excel takes by default. */
  mostRows?: number;
}

export interface RowOptions {
  /** Of its group, from 1; 0: none. */
  level?: number;
  hidden?: boolean;
  /** The rows of its group are hidden. */
  collapsed?: boolean;
  /** In points. */
  height?: number;
}

export interface SheetTail {
  filter?: Area;
  merges?: readonly Area[];
  rules?: readonly PlacedRule[];
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PIECE = 1 << 16;
/** Excel repairs a sheet with more. */
const MOST_LINKS = 65_530;
const LONGEST_LINK = 2_000;

function viewXml({ frozen, selected }: SheetHead): string {
  const { rows = 0, columns = 0 } = frozen ?? {};
  const head = `<sheetViews><sheetView${selected ? ' tabSelected="1"' : ""} workbookViewId="0"`;
  if (rows === 0 && columns === 0) return `${head}/></sheetViews>`;
  const pane = rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ""}${rows > 0 ? ` ySplit="${rows}"` : ""}`;
  const first = cellName(columns, rows + 1);
  return `${head}><pane${split} topLeftCell="${first}" activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${first}" sqref="${first}"/></sheetView></sheetViews>`;
}

function columnsXml(columns: readonly SheetColumn[]): string {
  if (columns.length === 0) return "";
  const each = columns.map(
    ({ width, hidden }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}"${hidden ? ' hidden="1"' : ""} customWidth="1"/>`,
  );
  return `<cols>${each.join("")}</cols>`;
}

/** A number as markup; what Excel can't hold is an error there. */
const numberXml = (cell: string, look: number, value: number) =>
  Number.isFinite(value)
    ? `<c r="${cell}" s="${look}"><v>${value}</v></c>`
    : `<c r="${cell}" s="${look}" t="e"><v>#NUM!</v></c>`;

function textXml(cell: string, look: number, text: string): string {
  const space = keepsSpace(text) ? ' xml:space="preserve"' : "";
  return `<c r="${cell}" s="${look}" t="inlineStr"><is><t${space}>${xmlText(text)}</t></is></c>`;
}

function formulaXml(
  cell: string,
  look: number,
  { formula, value }: { formula: string; value: number | string | null },
) {
  const text = typeof value === "string";
  const kept = value === null ? "" : `<v>${text ? xmlText(value) : value}</v>`;
  return `<c r="${cell}" s="${look}"${text ? ' t="str"' : ""}><f>${xmlText(formula)}</f>${kept}</c>`;
}

export class SheetWriter {
  /** Rows written, which is the last one's number. */
  rows = 0;
  private piece = "";
  private readonly names: readonly string[];
  private readonly links: { cell: string; target: string }[] = [];

  private constructor(
    private readonly entry: ZipEntry,
    private readonly styles: Styles,
    width: number,
    private readonly mostRows: number,
  ) {
    this.names = Array.from({ length: width }, (_, i) => columnName(i));
  }

  static async begin(entry: ZipEntry, styles: Styles, head: SheetHead): Promise<SheetWriter> {
    if (head.columns.length > MOST_COLUMNS) throw new RangeError(`more than ${MOST_COLUMNS} columns`);
    const sheet = new SheetWriter(entry, styles, head.columns.length, head.mostRows ?? MOST_ROWS);
    const outline = head.levels ? `<outlinePr summaryBelow="${head.summaryBelow ? 1 : 0}"/>` : "";
    // Printed, its columns share a page.
    const properties = `<sheetPr>${outline}<pageSetUpPr fitToPage="1"/></sheetPr>`;
    const levels = head.levels ? ` outlineLevelRow="${Math.min(head.levels, 7)}"` : "";
    sheet.piece = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}${viewXml(head)}<sheetFormatPr defaultRowHeight="15"${levels}/>${columnsXml(head.columns)}<sheetData>`;
    return sheet;
  }

  get full(): boolean {
    return this.rows >= this.mostRows;
  }

  /** Bytes of markup so far. */
  get size(): number {
    return this.entry.size + this.piece.length;
  }

  /** @param looks of `Styles.look`, a column each. @throws RangeError past the last row; what the sink throws */
  async row(
    values: readonly CellValue[],
    looks: readonly number[],
    { level, hidden, collapsed, height }: RowOptions = {},
  ): Promise<void> {
    if (this.full) throw new RangeError("no row is left");
    const number = ++this.rows;
    let text = `<row r="${number}"`;
    if (height !== undefined) text += ` ht="${height}" customHeight="1"`;
    if (hidden) text += ' hidden="1"';
    if (level) text += ` outlineLevel="${Math.min(level, 7)}"`;
    if (collapsed) text += ' collapsed="1"';
    text += ">";
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      const cell = `${this.names[i] ?? columnName(i)}${number}`;
      const look = looks[i] ?? 0;
      if (typeof value === "number") text += numberXml(cell, look, value);
      else if (typeof value === "string") text += textXml(cell, look, value);
      else if (value === null || value === undefined) {
        if (look !== 0) text += `<c r="${cell}" s="${look}"/>`;
      } else if (typeof value === "boolean")
        text += `<c r="${cell}" s="${look}" t="b"><v>${value ? 1 : 0}</v></c>`;
      else text += formulaXml(cell, look, value);
    }
    this.piece += `${text}</row>`;
    if (this.piece.length >= PIECE) await this.flush();
  }

  /** Makes a cell of the last row a link, as long as Excel takes more. @returns whether it did */
  link(column: number, target: string): boolean {
    if (this.links.length >= MOST_LINKS || target.length > LONGEST_LINK) return false;
    this.links.push({ cell: cellName(column, this.rows), target });
    return true;
  }

  private async flush(): Promise<void> {
    const piece = this.piece;
    this.piece = "";
    await this.entry.write(piece);
  }

  /** Ends the sheet. @returns its relations, `xl/worksheets/_rels/…`; null: it needs none */
  async end({ filter, merges = [], rules = [] }: SheetTail = {}): Promise<string | null> {
    const { plain, newer } = rulesXml(rules, (look) => this.styles.rule(look));
    const links = this.links.map(({ cell }, i) => `<hyperlink ref="${cell}" r:id="rId${i + 1}"/>`);
    this.piece += [
      "</sheetData>",
      filter ? `<autoFilter ref="${areaName(filter)}"/>` : "",
      merges.length > 0
        ? `<mergeCells count="${merges.length}">${merges.map((area) => `<mergeCell ref="${areaName(area)}"/>`).join("")}</mergeCells>`
        : "",
      plain,
      links.length > 0 ? `<hyperlinks>${links.join("")}</hyperlinks>` : "",
      '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
      '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
      newer
        ? `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>${newer}</x14:conditionalFormattings></ext></extLst>`
        : "",
      "</worksheet>",
    ].join("");
    await this.flush();
    await this.entry.close();
    if (this.links.length === 0) return null;
    const each = this.links.map(
      ({ target }, i) =>
        `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/hyperlink" Target="${xmlAttribute(target)}" TargetMode="External"/>`,
    );
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join("")}</Relationships>`;
  }
}
