import type { Format } from "@/lib/format/format";

/** Columns whose currency formats all name one: where a dataset leaves it out, the workspace's. */
export const withCurrency = <C extends { format?: Format | undefined }>(
  columns: readonly C[],
  currency: string,
): C[] =>
  columns.map((column) =>
    column.format?.style === "currency" && column.format.currency === undefined
      ? { ...column, format: { ...column.format, currency } }
      : column,
  );
