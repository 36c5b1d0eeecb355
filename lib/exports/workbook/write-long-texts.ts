/** The sheet that holds what is longer than a cell. */
import type { WorkbookWriter } from "@/lib/export/xlsx/workbook-writer";
import { cutText } from "@/lib/export/xlsx/xml-text";
import type { LongText } from "@/lib/exports/workbook/write-sheet";
import type { Words } from "@/lib/i18n/words";

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
export async function writeLongTexts(
  book: WorkbookWriter,
  texts: readonly LongText[],
  words: Words,
): Promise<void> {
  const all = texts.map((one) => ({ ...one, parts: partsOf(one.text) }));
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
    if (writer.full) break;
    const values = [sheet, cell, ...parts];
    await writer.row(
      values,
      values.map(() => text),
    );
  }
  await book.end();
}
