/** Text in SpreadsheetML. Pure. */

/** Characters of one cell. */
export const LONGEST_CELL = 32_767;

const SPECIAL = /[&<>"]/g;
const ENTITY: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** What XML 1.0 does not hold: controls, halves of pairs, and two that are no characters. */
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Spreadsheets read `_x0041_` as an escape: text that looks like one has its underscore escaped. */
const LIKE_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
const ANY = /[&<>"\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff_]/;

const escaped = (char: string) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;

/** Text as the content of a cell, a formula or a name: markup escaped, what XML can't hold as `_xHHHH_`. */
export function xmlText(text: string): string {
  if (!ANY.test(text)) return text;
  return (
    text
      .replace(LIKE_ESCAPE, "_x005F_")
      .replace(UNWRITABLE, escaped)
      // XML readers turn a carriage return into a line feed.
      .replace(/\r/g, "_x000D_")
      .replace(SPECIAL, (char) => ENTITY[char] ?? char)
  );
}

/** Text that looks like an escape, so that it is read as it is. */
export const escapeLike = (text: string): string => text.replace(LIKE_ESCAPE, "_x005F_");

/** An attribute of XML's own: there is no `_xHHHH_` in it. */
export const xmlAttribute = (text: string): string =>
  text
    .replace(UNWRITABLE, "")
    .replace(SPECIAL, (char) => ENTITY[char] ?? char)
    .replace(/[\t\n\r]/g, " ");

/** Whether readers would cut spaces at its ends. */
export const keepsSpace = (text: string): boolean => /^\s|\s$|\n/.test(text);

/** At most so long, never half a character. */
export function cutText(text: string, most = LONGEST_CELL): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
