/** What spreadsheets begin formulas with, also behind spaces, quotes and marks that nobody sees, and in full width. */
const LIKE_FORMULA = /^[\s"'\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** A number and nothing more: `-1,234.5`, `+3`, `-12.5%`, `1e-7`. */
const PLAIN_NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?\s?%?$/i;

/** Text that a spreadsheet would run, made text by an apostrophe; other text as it is, plain negative numbers too. */
export const guardFormula = (text: string): string =>
  LIKE_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
