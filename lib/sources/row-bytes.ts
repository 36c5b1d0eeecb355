/** What a row takes in this process, roughly: text by its letters, every cell and row with what V8 keeps around it. */
export function rowBytes(row: readonly unknown[]): number {
  let bytes = 24;
  for (const cell of row) bytes += typeof cell === "string" ? 24 + 2 * cell.length : 16;
  return bytes;
}
