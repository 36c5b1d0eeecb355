/** What Postgres' COPY writes in its text format, read back. Pure. */

const ESCAPED: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** A cell of one line; null is a cell of its own. */
function cell(text: string): string | null {
  if (!text.includes("\\")) return text;
  if (text === "\\N") return null;
  return text.replace(/\\(.)/gs, (_, letter: string) => ESCAPED[letter] ?? letter);
}

/** @param text whole lines, each with its end */
export function readCopyText(text: string): (string | null)[][] {
  const lines = text.split("\n");
  lines.pop();
  return lines.map((line) => {
    const cells: (string | null)[] = line.split("\t");
    if (line.includes("\\")) for (let i = 0; i < cells.length; i++) cells[i] = cell(cells[i] as string);
    return cells;
  });
}
