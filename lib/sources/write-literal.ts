/** A value in the text of a Postgres statement, its type left to where it stands as a placeholder's is. Pure. */
export function writeLiteral(value: string | number | boolean | null): string {
  if (value === null) return "null";
  const text = String(value);
  if (text.includes("\0")) throw new RangeError("a text of Postgres has no NUL");
  const quoted = text.replaceAll("'", "''");
  // Whatever a session holds of backslashes, here they are themselves; the space keeps it from joining a word before.
  return quoted.includes("\\") ? ` E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}
