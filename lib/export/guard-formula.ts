/** What spreadsheets begin formulas with, also behind spaces, quotes and marks that nobody sees, and in full width. */
const LIKE_FORMULA = /^[\s"'\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const DIGITS = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
/** What pages write behind the figures of one number: scales, and units of time. */
const UNIT = "(?:[만억조경KMBT]|일|시간|분|초|[dhms]| ms)";
/** A number and nothing more: `-1,234.5`, `+3`, `-12.5%`, `1e-7`; `-1.2M`, `-1억 2,345만`, `-3h 5m`. */
const PLAIN_NUMBER = new RegExp(String.raw`^[+-]?${DIGITS}(?:e[+-]?\d+)?\s?%?$`, "i");
const WORDED_NUMBER = new RegExp(`^[+-]?${DIGITS}${UNIT}(?: ${DIGITS}${UNIT})*(?: ${DIGITS})?$`);

/** Text that a spreadsheet would run, made text by an apostrophe; other text as it is, plain negative numbers too. */
export const guardFormula = (text: string): string =>
  LIKE_FORMULA.test(text) && !PLAIN_NUMBER.test(text) && !WORDED_NUMBER.test(text) ? `'${text}` : text;
