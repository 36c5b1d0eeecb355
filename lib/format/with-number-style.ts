import type { Format } from "@/lib/format/format";

/**
 * Columns as a reader with a number style of their own wants them: 만 and 억 (K and M), or every digit. Only where the
 * format leaves the choice; null changes nothing.
 */
export function withNumberStyle<C extends { type: string; kind?: string; format?: Format }>(
  columns: readonly C[],
  style: "korean" | "digits" | null | undefined,
): C[] {
  if (!style) return [...columns];
  const units = style === "korean" ? "korean" : "none";
  return columns.map((column) => {
    const own = column.format ?? { style: "number" as const };
    const free = own.units === undefined && (own.style === "number" || own.style === "currency");
    return column.kind === "measure" && column.type === "number" && free
      ? { ...column, format: { ...own, units } }
      : column;
  });
}
