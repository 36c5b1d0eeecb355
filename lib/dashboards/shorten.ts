/** What an address said, for a notice: no invisible characters, and not too long. */
export function shorten(text: string): string {
  const seen = text.replace(/\p{C}/gu, "�");
  return seen.length > 60 ? `${seen.slice(0, 60)}…` : seen;
}
