import "server-only";
import { db } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { recordRead } from "@/lib/audit/record-read";
import { errorText } from "@/lib/error-message";
import { AppError } from "@/lib/errors";
import { cutText } from "@/lib/export/xlsx/xml-text";
import type { ExportRequest } from "@/lib/exports/export-request";
import type { ExportSheet, SheetWords } from "@/lib/exports/export-sheet";
import { type ReadSubject, readSubject } from "@/lib/exports/read-subject";
import { writeWorkbook } from "@/lib/exports/workbook/write-workbook";
import { writeCsv } from "@/lib/exports/write-csv";
import { writeJson } from "@/lib/exports/write-json";
import { giveWay } from "@/lib/http/give-way";
import { tableWords, type Words, wordsIn } from "@/lib/i18n/words";
import { countRows } from "@/lib/query/count-rows";
import { today } from "@/lib/query/relative-date";
import { Slots } from "@/lib/sources/slots";

export interface OpenExport {
  /** With its extension, in the viewer's language. */
  fileName: string;
  mediaType: string;
  /** Each piece is made when the one before was taken; leaving the loop ends the query. */
  pieces: AsyncGenerator<Uint8Array, void, undefined>;
  /** Rows of data written so far. */
  rows(): number;
}

export const MEDIA_TYPES: Record<ExportRequest["format"], string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json; charset=utf-8",
};

/** Of a dashboard's widgets: counting leaves room for those who wait for a page. */
const COUNTS_AT_ONCE = 2;

interface ExportTime {
  signal: AbortSignal;
  now?: Date;
}

/**
 * Opens a file of what a page shows. What can't be read fails here, before its first byte. On record before that, and how many rows
 * it became after the last.
 * @throws AppError AUTH_004, NOT_FOUND, INPUT_001; QUERY_001, QUERY_002, SOURCE_001 as `runQuery`
 */
export async function openExport(
  viewer: Viewer,
  request: ExportRequest,
  { signal, now = new Date() }: ExportTime,
): Promise<OpenExport> {
  const words = wordsIn(viewer.locale);
  const subject = await readSubject(viewer, request.of, request.address, { now, words });
  let rows = 0;
  const count = (more: number) => {
    rows += more;
  };
  const pieces = await begin(viewer, request, subject, { signal, now, words, count });
  const part = subject.parts.length === 1 && request.of.kind !== "dashboard" ? subject.parts[0] : undefined;
  const title = part && part.title !== subject.title ? `${subject.title} - ${part.title}` : subject.title;
  const about = {
    ...request.of,
    format: request.format,
    ...(request.format === "csv" ? { values: request.values } : {}),
    address: request.address,
    period: subject.period,
    filters: [...subject.filters, ...(part?.filters ?? [])],
    ...(subject.notes.length > 0 ? { notes: subject.notes } : {}),
  };
  await recordChange(db, viewer, { action: "export.begin", category: "DATA", metadata: about });
  return {
    fileName: `${plainName(title)} ${today(now, viewer.timezone)}.${request.format}`,
    mediaType: MEDIA_TYPES[request.format],
    pieces: onRecord(viewer, pieces, about, () => rows),
    rows: () => rows,
  };
}

/** What file systems don't take in a name. */
const plainName = (title: string): string =>
  cutText(
    title
      // biome-ignore lint/suspicious/noControlCharactersInRegex: names must not hold them
      .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
    120,
  ) || "export";

interface Begin {
  signal: AbortSignal;
  now: Date;
  words: Words;
  count: (rows: number) => void;
}

async function begin(
  viewer: Viewer,
  { of, format, values, bom, address }: ExportRequest,
  subject: ReadSubject,
  { signal, now, words, count }: Begin,
): Promise<AsyncGenerator<Uint8Array, void, undefined>> {
  const { locale, timezone } = viewer;
  const t = tableWords(locale);
  const sheetWords: SheetWords = { locale, timezone, masked: t("cells.masked") };
  const open = (part: ReadSubject["parts"][number], totals: boolean): Promise<ExportSheet> =>
    part.open({ words, signal, now, totals });
  const [part] = subject.parts;
  if (!part) throw new AppError("INTERNAL");
  if (format === "csv") return writeCsv(await open(part, false), { values, bom }, sheetWords, count);
  if (format === "json") {
    const sheet = await open(part, true);
    const notes = [...subject.notes, ...part.notes, ...sheet.notes];
    return writeJson({ ...sheet, notes }, { timezone, count });
  }
  // Of one widget what can't be read fails now; of many each by itself, and says so in its place.
  const first = of.kind === "dashboard" ? null : await open(part, true);
  return writeWorkbook({
    subject,
    about: { viewer, address, now },
    words: { ...sheetWords, total: t("total"), subtotalOf: (line) => t("subtotalOf", { line }), all: words },
    open: async (one) => first ?? (await open(one, true)),
    count,
    sayError: (error) => (error instanceof AppError ? errorText(error.key, locale, error.values) : null),
  });
}

async function* onRecord(
  viewer: Viewer,
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  about: Record<string, unknown>,
  rows: () => number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let complete = false;
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      bytes += piece.byteLength;
      yield piece;
      await giveWay();
    }
    complete = true;
  } finally {
    await recordRead(viewer, {
      action: "export.end",
      category: "DATA",
      metadata: { ...about, rows: rows(), bytes, complete },
    });
  }
}

/**
 * How many rows the file will have; null where that takes too long to find out.
 * @throws AppError as {@link openExport}, for what it would refuse
 */
export async function countExport(
  viewer: Viewer,
  request: ExportRequest,
  { signal, now = new Date() }: ExportTime,
): Promise<number | null> {
  const subject = await readSubject(viewer, request.of, request.address, {
    now,
    words: wordsIn(viewer.locale),
  });
  const line = new Slots(COUNTS_AT_ONCE, Number.POSITIVE_INFINITY);
  const counts = subject.parts.map(({ question }) =>
    line
      .run(() => countRows(viewer, question, { signal, now }), signal)
      .catch((error: unknown) => {
        if (error instanceof AppError && error.code === "QUERY_002") return null;
        throw error;
      }),
  );
  const settled = await Promise.allSettled(counts);
  const read = settled.filter((one) => one.status === "fulfilled");
  const failed = settled.find((one) => one.status === "rejected");
  // As in the file itself: of many widgets one that can't be read keeps nobody from the others.
  if (failed && (read.length === 0 || !(failed.reason instanceof AppError))) throw failed.reason;
  const rows = read.map(({ value }) => value);
  return rows.includes(null) ? null : rows.reduce((sum: number, one) => sum + (one ?? 0), 0);
}
