/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Text that a spreadsheet would run, made text by an apostrophe; other text as it is. */
export const guardFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
