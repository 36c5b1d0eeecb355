/** A sheet as JSON: the columns and rows of the API's answers, as the page shows them. */
import type { ExportSheet } from "@/lib/exports/export-sheet";
import type { Cell, ResultColumn } from "@/lib/query/result";
import type { TableColumn } from "@/lib/table/columns";
import { fullName } from "@/lib/table/header-groups";

const asColumn = (shown: TableColumn): ResultColumn => {
  const { pattern: _, display: __, ...column } = shown.column;
  return { ...column, label: fullName(shown) };
};

/**
 * `{columns, subtotals?, grandTotal?, rows, meta}`, rows one a line; what is not the viewer's to see is null, and its column `masked`.
 * @param count is told how many rows each piece holds
 */
export async function* writeJson(
  { columns, answer, dataAsOf, notes }: ExportSheet,
  { timezone, count }: { timezone: string; count: (rows: number) => void },
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const places = columns.map(({ index, column }) => (column.masked ? -1 : index));
  const cells = (row: readonly Cell[]) => places.map((at) => row[at] ?? null);
  const shown = columns.map(asColumn);
  const { subtotals, grandTotal } = answer;
  let head = `{"columns":${JSON.stringify(shown)}`;
  if (subtotals)
    head += `,"subtotals":${JSON.stringify(subtotals.map(({ dimensions, rows }) => ({ dimensions, rows: rows.map(cells) })))}`;
  if (grandTotal) {
    const totals = shown.flatMap(({ name, kind, masked }): [string, Cell][] =>
      kind === "measure" ? [[name, masked ? null : (grandTotal[name] ?? null)]] : [],
    );
    head += `,"grandTotal":${JSON.stringify(Object.fromEntries(totals))}`;
  }
  yield encoder.encode(`${head},"rows":[`);
  let rows = 0;
  for await (const batch of answer.batches) {
    let text = "";
    for (const row of batch) {
      text += `${rows === 0 ? "\n" : ",\n"}${JSON.stringify(cells(row))}`;
      rows += 1;
    }
    count(batch.length);
    yield encoder.encode(text);
  }
  const meta = { rowCount: rows, timezone, dataAsOf, ...(notes.length > 0 ? { notes } : {}) };
  yield encoder.encode(`\n],"meta":${JSON.stringify(meta)}}\n`);
}
