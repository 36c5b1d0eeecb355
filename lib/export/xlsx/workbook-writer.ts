/** An Excel workbook written as it comes, sheet after sheet. */
import { columnName } from "@/lib/export/xlsx/cell-address";
import { SheetNames } from "@/lib/export/xlsx/sheet-name";
import { type SheetHead, type SheetTail, SheetWriter } from "@/lib/export/xlsx/sheet-writer";
import { Styles } from "@/lib/export/xlsx/styles";
import { escapeLike, xmlAttribute, xmlText } from "@/lib/export/xlsx/xml-text";
import { type Sink, type ZipEntry, ZipWriter } from "@/lib/export/xlsx/zip-writer";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export interface WorkbookAbout {
  title: string;
  creator: string;
  made: Date;
}

interface Sheet {
  name: string;
  /** The area its filter is over, which Excel also wants among the names. */
  filter: string | null;
}

export class WorkbookWriter {
  readonly styles = new Styles();
  private readonly zip: ZipWriter;
  private readonly names = new SheetNames();
  private readonly sheets: Sheet[] = [];
  private open: { entry: ZipEntry; writer: SheetWriter } | null = null;

  constructor(
    sink: Sink,
    private readonly about: WorkbookAbout,
  ) {
    this.zip = new ZipWriter(sink, about.made);
  }

  /** Begins the next sheet; the one before must have ended. @returns its writer, and the name it got */
  async begin(name: string, head: SheetHead): Promise<{ writer: SheetWriter; name: string }> {
    if (this.open) throw new Error("a sheet is still open");
    const given = this.names.take(name);
    this.sheets.push({ name: given, filter: null });
    const entry = await this.zip.open(`xl/worksheets/sheet${this.sheets.length}.xml`);
    const writer = await SheetWriter.begin(entry, this.styles, {
      ...head,
      selected: this.sheets.length === 1,
    });
    this.open = { entry, writer };
    return { writer, name: given };
  }

  async end(tail: SheetTail = {}): Promise<void> {
    const sheet = this.sheets.at(-1);
    if (!this.open || !sheet) throw new Error("no sheet is open");
    const { writer } = this.open;
    const relations = await writer.end(tail);
    this.open = null;
    if (tail.filter) {
      const { column, row, lastColumn, lastRow } = tail.filter;
      const fixed = (at: number, line: number) => `$${columnName(at)}$${line}`;
      sheet.filter = `${fixed(column, row)}:${fixed(lastColumn, lastRow)}`;
    }
    if (relations) await this.zip.add(`xl/worksheets/_rels/sheet${this.sheets.length}.xml.rels`, relations);
  }

  /** What belongs to all sheets, and the archive's end. */
  async finish(): Promise<void> {
    if (this.open) throw new Error("a sheet is still open");
    if (this.sheets.length === 0) throw new Error("a workbook needs a sheet");
    await this.zip.add("xl/styles.xml", this.styles.xml());
    await this.zip.add("xl/workbook.xml", this.workbookXml());
    await this.zip.add("xl/_rels/workbook.xml.rels", this.relationsXml());
    await this.zip.add("docProps/core.xml", this.coreXml());
    await this.zip.add(
      "_rels/.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    );
    await this.zip.add("[Content_Types].xml", this.typesXml());
    await this.zip.finish();
  }

  /** Lets go of what is open when it came to nothing. */
  abandon(): void {
    this.open?.entry.abandon();
    this.open = null;
  }

  private workbookXml(): string {
    const sheets = this.sheets.map(
      ({ name }, i) =>
        `<sheet name="${xmlAttribute(escapeLike(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
    );
    const filters = this.sheets.flatMap(({ name, filter }, i) =>
      filter
        ? [
            `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">'${xmlText(name.replaceAll("'", "''"))}'!${filter}</definedName>`,
          ]
        : [],
    );
    const names = filters.length > 0 ? `<definedNames>${filters.join("")}</definedNames>` : "";
    return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.join("")}</sheets>${names}<calcPr calcId="191029"/></workbook>`;
  }

  private relationsXml(): string {
    const sheets = this.sheets.map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    );
    return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join("")}<Relationship Id="rId${this.sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`;
  }

  private coreXml(): string {
    const made = `${this.about.made.toISOString().slice(0, 19)}Z`;
    return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlAttribute(this.about.title)}</dc:title><dc:creator>${xmlAttribute(this.about.creator)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${made}</dcterms:created></cp:coreProperties>`;
  }

  private typesXml(): string {
    const sheets = this.sheets.map(
      (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
    );
    return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${sheets.join("")}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
  }
}
