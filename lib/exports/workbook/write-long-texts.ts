/** The sheet that holds what is longer than a cell. */
import type { WorkbookWriter } from "@/lib/export/xlsx/workbook-writer";
import { cutText } from "@/lib/export/xlsx/xml-text";
import type { Words } from "@/lib/i18n/words";

/** A text that is longer than a cell may be. */
interface LongText {
  sheet: string;
  cell: string;
  text: string;
}

/** Letters that are kept until the sheets before are written: all of a workbook's, in memory. */
const MOST_LETTERS = 8 * 1024 * 1024;

/** A workbook's texts that are longer than a cell. */
export class LongTexts {
  readonly kept: LongText[] = [];
  /** Those that were too many: of them there is only what fits into their cells. */
  cut = 0;
  private letters = 0;

  constructor(private readonly most = MOST_LETTERS) {}

  add(one: LongText): void {
    if (this.letters + one.text.length > this.most) {
      this.cut += 1;
      return;
    }
    this.letters += one.text.length;
    this.kept.push(one);
  }
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const part = cutText(rest);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

/** Each text by where it stands, in as many cells as it takes. */
export async function writeLongTexts(book: WorkbookWriter, { kept }: LongTexts, words: Words): Promise<void> {
  if (kept.length === 0) return;
  const all = kept.map((one) => ({ ...one, parts: partsOf(one.text) }));
  const most = Math.max(...all.map(({ parts }) => parts.length));
  const { writer } = await book.begin(words("exportFile.longTexts"), {
    columns: [{ width: 24 }, { width: 10 }, ...Array.from({ length: most }, () => ({ width: 60 }))],
    frozen: { rows: 1, columns: 2 },
  });
  const head = book.styles.look({ bold: true, bottom: "C9CED6" });
  const text = book.styles.look({ number: "@" });
  const names = [words("exportFile.sheet"), words("exportFile.cell")];
  for (let number = 1; number <= most; number++) names.push(words("exportFile.part", { number }));
  await writer.row(
    names,
    names.map(() => head),
  );
  for (const { sheet, cell, parts } of all) {
    const values = [sheet, cell, ...parts];
    await writer.row(
      values,
      values.map(() => text),
    );
  }
  await book.end();
}
