/** The sheet that says what a workbook holds, of whom, when and under which filters. */
import { env } from "@/lib/env";
import type { CellValue } from "@/lib/export/xlsx/sheet-writer";
import type { WorkbookWriter } from "@/lib/export/xlsx/workbook-writer";
import { cutText } from "@/lib/export/xlsx/xml-text";
import type { ExportPart } from "@/lib/exports/read-subject";
import type { LongTexts } from "@/lib/exports/workbook/write-long-texts";
import type { WorkbookInput } from "@/lib/exports/workbook/write-workbook";
import { formatDate } from "@/lib/format/format-date";

/** What became of a widget. */
export interface AboutPart extends Pick<ExportPart, "title" | "filters"> {
  names: string[];
  /** Null where it could not be read. */
  rows: number | null;
  dataAsOf: string | null;
  notes: string[];
}

export async function writeAbout(
  book: WorkbookWriter,
  {
    subject,
    about: { viewer, address, now },
    words: { all: words },
    parts,
    longTexts,
  }: Pick<WorkbookInput, "subject" | "about" | "words"> & {
    parts: readonly AboutPart[];
    longTexts: Pick<LongTexts, "kept" | "cut">;
  },
): Promise<void> {
  const { writer } = await book.begin(words("exportFile.about"), {
    columns: [{ width: 24 }, { width: 60 }, { width: 12 }, { width: 24 }, { width: 48 }, { width: 60 }],
  });
  const { styles } = book;
  const label = styles.look({ bold: true, color: "374151" });
  const text = styles.look({ number: "@", align: "left" });
  const link = styles.look({ number: "@", align: "left", color: "0B57D0", underline: true });
  const number = styles.look({ number: "#,##0", align: "left" });
  const head = styles.look({ bold: true, fill: "EEF0F3", color: "374151", bottom: "C9CED6" });
  const { locale, timezone } = viewer;
  const moment = (at: string | null) =>
    at ? formatDate(at, undefined, locale, { timezone }) : words("exportFile.unknown");
  const path = subject.dashboard ? `/d/${subject.dashboard}` : `/explore/${subject.dataset ?? ""}`;
  const page = new URL(path, env().siteUrl);
  page.search = address;
  const asOf = parts.flatMap(({ dataAsOf }) => dataAsOf ?? []).sort()[0] ?? null;
  const filters = [...subject.filters, ...(parts.length === 1 ? (parts[0]?.filters ?? []) : [])];
  const facts: [string, CellValue][] = [
    [words(subject.dashboard ? "exportFile.dashboard" : "exportFile.dataset"), subject.title],
    ...(subject.dashboard
      ? [[words("exportFile.view"), subject.view ?? words("exportFile.noView")] as [string, CellValue]]
      : []),
    ...(subject.period ? [[words("exportFile.period"), subject.period] as [string, CellValue]] : []),
    ...list(words("exportFile.filters"), filters.length > 0 ? filters : [words("exportFile.none")]),
    [words("exportFile.user"), `${viewer.name} <${viewer.email}>`],
    [words("exportFile.made"), moment(now.toISOString())],
    [words("exportFile.zone"), timezone],
    [words("exportFile.dataAsOf"), moment(asOf)],
    [words("exportFile.rows"), parts.reduce((sum, { rows }) => sum + (rows ?? 0), 0)],
    ...list(words("exportFile.notes"), notesOf(subject, parts, longTexts, words)),
  ];
  for (const [name, value] of facts)
    await writer.row([name, shorten(value)], [label, typeof value === "number" ? number : text]);
  await writer.row([words("exportFile.page"), shorten(page.href)], [label, link]);
  writer.link(1, page.href);
  await writer.row([], []);
  const columns = ["widget", "sheet", "rows", "dataAsOf", "filters", "notes"] as const;
  await writer.row(
    columns.map((name) => words(`exportFile.${name}`)),
    columns.map(() => head),
  );
  for (const part of parts)
    await writer.row(
      [
        shorten(part.title),
        shorten(part.names.join(", ")),
        part.rows,
        moment(part.dataAsOf),
        shorten(part.filters.join(" · ")),
        shorten(part.notes.join(" ")),
      ],
      [text, text, number, text, text, text],
    );
  await book.end();
}

/** A fact of several lines: its name stands by the first. */
const list = (name: string, lines: readonly string[]): [string, CellValue][] =>
  lines.map((line, i) => [i === 0 ? name : "", line]);

const shorten = (value: CellValue): CellValue => (typeof value === "string" ? cutText(value) : value);

function notesOf(
  subject: WorkbookInput["subject"],
  parts: readonly AboutPart[],
  { kept, cut }: Pick<LongTexts, "kept" | "cut">,
  words: WorkbookInput["words"]["all"],
): string[] {
  const notes = [
    ...subject.notes,
    ...parts.flatMap((part) =>
      part.notes.map((note) => (parts.length > 1 ? `${part.title}: ${note}` : note)),
    ),
    ...(kept.length > 0 ? [words("exportFile.longTextsAbout", { count: kept.length })] : []),
    ...(cut > 0 ? [words("exportFile.longTextsCut", { count: cut })] : []),
  ];
  return notes.length > 0 ? notes : [words("exportFile.whole")];
}
