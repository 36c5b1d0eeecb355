/** A table's pivot in the URL: `pivot=date:month,channel&pivot-limit=100&pivot-sort=-margin&pivot-totals=0`. */
import { GRAINS, wordOf } from "@/lib/query/query-words";
import { PIVOT_COLUMNS } from "@/lib/table/config-words";
import type { KnownColumn } from "@/lib/table/known-columns";
import { plainName, splitColumns } from "@/lib/table/pivot-column";
import type { TableConfig, TablePivot } from "@/lib/table/table-config";
import { pivotGrain, pivotName, takesGrain } from "@/lib/table/table-pivot";

type Refusal = "unknownColumn" | "badValue";
/** What could not be read, and why. */
export type RefusePart = (part: string, reason: Refusal) => void;

/** Reads `value` into `config.pivot` where `field` is one of the pivot's; false for a field that is not. */
export function parsePivot(
  field: string,
  value: string,
  config: TableConfig,
  columns: readonly KnownColumn[],
  refuse: RefusePart,
): boolean {
  const put = (fields: Partial<TablePivot>) => {
    config.pivot = { dimensions: [], ...config.pivot, ...fields };
  };
  switch (field) {
    case "pivot": {
      const dimensions = parseDimensions(value, columns, refuse);
      if (dimensions.length > 0 || value === "") put({ dimensions });
      return true;
    }
    case "pivot-limit": {
      const limit = /^\d{1,4}$/.test(value) ? Number(value) : 0;
      if (limit >= PIVOT_COLUMNS.least && limit <= PIVOT_COLUMNS.most) put({ limit });
      else refuse(value, "badValue");
      return true;
    }
    case "pivot-sort":
      put({ sort: parseSort(value) });
      return true;
    case "pivot-totals":
      if (value === "0" || value === "1") put({ rowTotals: value === "1" });
      else refuse(value, "badValue");
      return true;
    default:
      return false;
  }
}

function parseDimensions(
  value: string,
  columns: readonly KnownColumn[],
  refuse: RefusePart,
): TablePivot["dimensions"] {
  const words = value === "" ? [] : [...new Set(value.split(","))];
  return words.slice(0, 5).flatMap((word): TablePivot["dimensions"] => {
    const [name = "", unit] = word.split(":");
    const known = columns.find((column) => column.name === name && column.kind === "dimension");
    const grain = wordOf(GRAINS, unit);
    if (!known) refuse(word, "unknownColumn");
    else if (unit === undefined) return [name];
    else if (grain && takesGrain(known.type, grain)) return [{ name, grain }];
    else refuse(word, "badValue");
    return [];
  });
}

const parseSort = (value: string): NonNullable<TablePivot["sort"]> =>
  splitColumns(value)
    .slice(0, 5)
    .map((word) => ({
      column: plainName(word.replace(/^-/, "")).slice(0, 2000) || word,
      direction: word.startsWith("-") ? "desc" : "asc",
    }));

/** The parameters that {@link parsePivot} reads back. */
export function writePivot({ pivot }: TableConfig): [string, string][] {
  if (!pivot) return [];
  const dimensions = pivot.dimensions.map((ref) => {
    const grain = pivotGrain(ref);
    return grain ? `${pivotName(ref)}:${grain}` : pivotName(ref);
  });
  const params: [string, string][] = [["pivot", dimensions.join(",")]];
  if (pivot.limit !== undefined) params.push(["pivot-limit", String(pivot.limit)]);
  if (pivot.sort?.length)
    params.push([
      "pivot-sort",
      pivot.sort.map(({ column, direction }) => (direction === "desc" ? `-${column}` : column)).join(","),
    ]);
  if (pivot.rowTotals !== undefined) params.push(["pivot-totals", pivot.rowTotals ? "1" : "0"]);
  return params;
}
