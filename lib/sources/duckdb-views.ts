import type { FileTable } from "@/lib/sources/schema";

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (texts: readonly string[]): string => `[${texts.map(literal).join(", ")}]`;

const TYPES: Readonly<Record<string, string>> = { text: "varchar" };

/** The view behind a table of files: the text names nothing but the source's own words. @param files absolute paths. */
export function fileView(name: string, table: FileTable, files: readonly string[]): string {
  // Folders named year=2026 are only folders, and a column that some files lack is null there.
  const options = ["union_by_name = true", "hive_partitioning = false"];
  if (table.format === "parquet") options.push("binary_as_string = true");
  else {
    options.push(
      `header = ${table.header}`,
      `encoding = ${literal(table.encoding)}`,
      `decimal_separator = ${literal(table.decimalSeparator)}`,
      // Nothing at all is null; "" is a text without letters.
      `nullstr = ${list(["", ...table.nulls])}`,
      "allow_quoted_nulls = false",
    );
    if (table.delimiter !== undefined) options.push(`delim = ${literal(table.delimiter)}`);
    if (table.quote !== undefined) options.push(`quote = ${literal(table.quote)}`);
    if (table.dateFormat !== undefined) options.push(`dateformat = ${literal(table.dateFormat)}`);
    if (table.timestampFormat !== undefined)
      options.push(`timestampformat = ${literal(table.timestampFormat)}`);
    const types = Object.entries(table.types).map(
      ([column, type]) => `${literal(column)}: ${literal(TYPES[type] ?? type)}`,
    );
    if (types.length > 0) options.push(`types = {${types.join(", ")}}`);
  }
  const read = table.format === "csv" ? "read_csv" : "read_parquet";
  return `create view "${name}" as select * from ${read}(${[list(files), ...options].join(", ")})`;
}
