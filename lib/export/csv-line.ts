/** Lines of CSV (RFC 4180) that no spreadsheet takes for formulas. Pure. */

/** A number as it is, anything else as its text; null is an empty field, an empty text an empty field in quotes. */
export type CsvValue = string | number | boolean | null;

const NEEDS_QUOTES = /[",\r\n\t;']|^\s|\s$|^$/;
/** What spreadsheets begin formulas with, also behind spaces, quotes and marks that nobody sees. */
const LIKE_FORMULA = /^[\s"'\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
/** A number and nothing more: `-1,234.5`, `+3`, `-12.5%`, `1e-7`. */
const PLAIN_NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?\s?%?$/i;

/** Text that a spreadsheet shows and never computes: an apostrophe before what would begin a formula. */
export const guardFormula = (text: string): string =>
  LIKE_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;

function field(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = guardFormula(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record with its line end. */
export const csvLine = (values: readonly CsvValue[]): string => {
  let line = "";
  for (let i = 0; i < values.length; i++)
    line += i === 0 ? field(values[i] ?? null) : `,${field(values[i] ?? null)}`;
  // A record of one empty field would be no record at all.
  return line === "" ? '""\r\n' : `${line}\r\n`;
};
