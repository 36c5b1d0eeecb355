/** A sheet as CSV (RFC 4180). */
import { type CsvValue, csvRow } from "@/lib/export/csv-row";
import { formattedValue, headerText, rawValue } from "@/lib/exports/cell-value";
import type { ExportOptions } from "@/lib/exports/export-request";
import type { ExportSheet, SheetWords } from "@/lib/exports/export-sheet";

const BYTE_ORDER_MARK = "\ufeff";

/**
 * The header, then every row of data: groups as columns, no line of totals, so that nothing is counted twice.
 * @param count is told how many rows each piece holds
 */
export async function* writeCsv(
  { columns, answer }: ExportSheet,
  { values, bom }: Pick<ExportOptions, "values" | "bom">,
  words: SheetWords,
  count: (rows: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const written = values === "raw" ? rawValue : formattedValue;
  const encoder = new TextEncoder();
  // A dimension's name that is a number or a formula must stay what it is in a spreadsheet; numbers are numbers.
  const cells = columns.map((shown) => {
    const { index, column } = shown;
    if (values === "raw" && !column.masked)
      return (row: readonly unknown[]): CsvValue => row[index] as CsvValue;
    return (row: readonly unknown[]): CsvValue => written(shown, row[index] as never, words);
  });
  const head = columns.map((shown) => headerText(shown, values, words));
  yield encoder.encode(`${bom ? BYTE_ORDER_MARK : ""}${csvRow(head)}`);
  for await (const batch of answer.batches) {
    let text = "";
    for (const row of batch) text += csvRow(cells.map((cell) => cell(row)));
    count(batch.length);
    yield encoder.encode(text);
  }
}
