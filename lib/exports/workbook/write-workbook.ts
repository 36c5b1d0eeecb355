/** What a page shows as a workbook: a sheet a widget, long texts, and a sheet about it all. */
import type { Viewer } from "@/lib/access/viewer";
import { AppError } from "@/lib/errors";
import { fromSink } from "@/lib/export/from-sink";
import { WorkbookWriter } from "@/lib/export/xlsx/workbook-writer";
import { ZipTooLarge } from "@/lib/export/xlsx/zip-writer";
import type { ExportSheet } from "@/lib/exports/export-sheet";
import type { ExportPart, ReadSubject } from "@/lib/exports/read-subject";
import { type AboutPart, writeAbout } from "@/lib/exports/workbook/write-about";
import { LongTexts, writeLongTexts } from "@/lib/exports/workbook/write-long-texts";
import { type WorkbookWords, writeSheet } from "@/lib/exports/workbook/write-sheet";
import type { Words } from "@/lib/i18n/words";

export interface WorkbookInput {
  subject: ReadSubject;
  about: { viewer: Viewer; address: string; now: Date };
  words: WorkbookWords & { all: Words };
  open: (part: ExportPart) => Promise<ExportSheet>;
  count: (rows: number) => void;
  /** In the reader's words, why a widget can't be read; null for what is no failure of its own. */
  sayError: (error: unknown) => string | null;
  /** Rows a widget's sheet holds; as many as Excel takes by default. */
  mostRows?: number;
}

export const writeWorkbook = (input: WorkbookInput): AsyncGenerator<Uint8Array, void, undefined> =>
  fromSink(async (sink) => {
    const { subject, about, words, open } = input;
    const title = subject.parts.length === 1 ? (subject.parts[0]?.title ?? subject.title) : subject.title;
    const book = new WorkbookWriter(sink, { title, creator: about.viewer.name, made: about.now });
    const parts: AboutPart[] = [];
    const longTexts = new LongTexts();
    try {
      for (const part of subject.parts) {
        let sheet: ExportSheet;
        try {
          sheet = await open(part);
        } catch (error) {
          const reason = subject.parts.length > 1 ? input.sayError(error) : null;
          if (reason === null) throw error;
          parts.push({
            ...part,
            names: [],
            rows: null,
            dataAsOf: null,
            notes: [...part.notes, words.all("exportFile.failed", { reason })],
          });
          continue;
        }
        const written = await writeSheet(book, sheet, words, { ...input, longTexts });
        parts.push({
          ...part,
          names: written.names,
          rows: written.rows,
          dataAsOf: sheet.dataAsOf,
          notes: [
            ...part.notes,
            ...sheet.notes,
            ...(written.names.length > 1
              ? [words.all("exportFile.continued", { title: part.title, count: written.names.length - 1 })]
              : []),
            ...(written.linksCut ? [words.all("exportFile.linksCut")] : []),
          ],
        });
      }
      await writeLongTexts(book, longTexts, words.all);
      await writeAbout(book, { ...input, parts, longTexts });
      await book.finish();
    } catch (error) {
      book.abandon();
      throw error instanceof ZipTooLarge ? new AppError("FILE_001", { key: "workbookTooLarge" }) : error;
    }
  });
