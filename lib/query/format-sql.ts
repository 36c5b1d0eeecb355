/** Writes a compiled statement for people: an indent a bracket, a line a column. Nothing but spaces and line ends changes. Pure. */

const INDENT = "  ";

/** A line's pieces: quoted names and texts whole, every other character by itself. */
const PIECES = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[\s\S]/g;

/** The columns of a `select`, cut at the commas that are its own; other lines stay whole. */
function cut(line: string): string[] {
  if (!line.startsWith("select ")) return [line];
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const [piece] of line.matchAll(PIECES)) {
    if (piece === "(") depth++;
    if (piece === ")") depth--;
    part += piece;
    if (piece === "," && depth === 0) {
      parts.push(part);
      part = "";
    }
  }
  return [...parts, part].map((text, i) => (i === 0 ? text.trim() : INDENT + text.trim()));
}

/** How many brackets a text opens and does not close, and whether it begins by closing. */
function brackets(text: string): { open: number; first: number } {
  let open = 0;
  let lowest = 0;
  for (const [piece] of text.matchAll(PIECES)) {
    if (piece === "(") open++;
    if (piece === ")") open--;
    lowest = Math.min(lowest, open);
  }
  return { open, first: lowest };
}

/** The same statement, to read. */
export function formatSql(text: string): string {
  let depth = 0;
  return text
    .split("\n")
    .flatMap((line) => {
      const { open, first } = brackets(line);
      const at = Math.max(0, depth + first);
      depth = Math.max(0, depth + open);
      return cut(line).map((part) => INDENT.repeat(at) + part);
    })
    .join("\n");
}
