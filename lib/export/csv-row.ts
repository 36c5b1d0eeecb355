import { guardFormula } from "@/lib/export/guard-formula";

/** Lines of CSV (RFC 4180) that no spreadsheet takes for formulas. Pure. */

/** A number as it is, anything else as its text; null is an empty field, an empty text an empty field in quotes. */
export type CsvValue = string | number | boolean | null | undefined;

/** `\.` alone on its line ends a file for Postgres before 18. */
const NEEDS_QUOTES = /[",\r\n\t;']|^\s|\s$|^$|^\\\.$/;

function field(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = guardFormula(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record with its line end. */
export const csvRow = (values: readonly CsvValue[]): string => {
  let line = "";
  for (let i = 0; i < values.length; i++) line += i === 0 ? field(values[i]) : `,${field(values[i])}`;
  // A record of one empty field would be no record at all.
  return line === "" ? '""\r\n' : `${line}\r\n`;
};
