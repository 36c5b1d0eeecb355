/** A table's pivot as its question asks it. Pure, the same on the server and in the browser. */
import { COMPARED_AS } from "@/lib/query/filter";
import { parseValue } from "@/lib/query/parse-value";
import type { DimensionRef, Grain, QueryInput, Sort } from "@/lib/query/query";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { dimensionName, type KnownColumn } from "@/lib/table/known-columns";
import { pivotedColumn } from "@/lib/table/pivot-column";
import type { TablePivot } from "@/lib/table/table-config";

/** Combinations shown when nothing says otherwise; as the engine's own. */
export const DEFAULT_COLUMNS = 50;
/** The most a question may ask for. */
export const MOST_COLUMNS = 500;
/** The limits a reader steps through. */
export const COLUMN_STEPS = [10, 20, 50, 100, 200, MOST_COLUMNS] as const;

type PivotInput = NonNullable<QueryInput["pivot"]>;
type PivotRef = TablePivot["dimensions"][number];

export const pivotName = (ref: PivotRef): string => (typeof ref === "string" ? ref : ref.name);
export const pivotGrain = (ref: PivotRef): Grain | undefined =>
  typeof ref === "string" ? undefined : ref.grain;

/** Whether values of a type can be put together by a unit of time. */
export const takesGrain = (type: KnownColumn["type"], grain: Grain): boolean =>
  type === "time" || (type === "date" && grain !== "hour");

/** The dimensions across, without those the dataset lacks and grains that fit no type. */
export function pivotRefs(
  columns: readonly KnownColumn[],
  own: readonly DimensionRef[],
  pivot: TablePivot | undefined,
): DimensionRef[] {
  const seen = new Set<string>();
  return (pivot?.dimensions ?? []).flatMap((ref): DimensionRef[] => {
    const name = pivotName(ref);
    const known = columns.find((column) => column.name === name && column.kind === "dimension");
    if (!known || seen.has(name)) return [];
    seen.add(name);
    const listed = own.find((one) => dimensionName(one) === name);
    const grain = pivotGrain(ref);
    if (!grain || !takesGrain(known.type, grain)) return [listed ?? name];
    // An alias is a name of the answer alone: the grain goes over the dimension behind it.
    if (typeof listed === "object" && listed.as) return [{ ...listed, grain }];
    return [{ name, grain }];
  });
}

/** The pivot as a question has it; undefined where nothing is across. */
export function pivotInput(
  refs: readonly DimensionRef[],
  pivot: TablePivot | undefined,
): PivotInput | undefined {
  if (refs.length === 0) return undefined;
  return {
    dimensions: [...refs],
    limit: pivot?.limit ?? DEFAULT_COLUMNS,
    sort: pivot?.sort ?? [],
    rowTotals: pivot?.rowTotals ?? true,
  };
}

/** Whether the values in a pivoted column's name can be those of the dimensions across: another name can't be asked. */
function fits(name: string, refs: readonly DimensionRef[], columns: readonly KnownColumn[]): boolean {
  const values = pivotedColumn(name)?.values;
  return (
    values?.length === refs.length &&
    refs.every((ref, i) => {
      const value = values[i] ?? null;
      const known = columns.find((column) => column.name === dimensionName(ref));
      if (value === null || !known) return value === null;
      const grain = typeof ref === "string" ? known.grain : ref.grain;
      const type = grain && grain !== "hour" ? "date" : known.type;
      return parseValue(value, type)?.as === (type === "time" ? "instant" : COMPARED_AS[type]);
    })
  );
}

/** A sort without pivoted columns that these dimensions can't make: they were another pivot's. */
export const fittingSort = (
  sort: readonly Sort[],
  refs: readonly DimensionRef[],
  columns: readonly KnownColumn[],
): Sort[] => sort.filter(({ column }) => !pivotedColumn(column) || fits(column, refs, columns));

/** The pivot of a question for these measures; undefined where there are none: what is across needs some. */
export function pivotFor(
  pivot: PivotInput | undefined,
  measures: readonly string[],
  shown: ReadonlySet<string>,
): PivotInput | undefined {
  if (!pivot || measures.length === 0) return undefined;
  const names = new Set<string>([...pivot.dimensions.map(dimensionName), ...shown]);
  return { ...pivot, sort: (pivot.sort ?? []).filter(({ column }) => names.has(column)) };
}

/** Whether the columns stand in the order of a measure: then which come first is not the same for every line. */
export const ordersByMeasure = (pivot: PivotInput, columns: readonly KnownColumn[]): boolean =>
  (pivot.sort ?? []).some(({ column }) =>
    columns.some(
      ({ name, kind }) => kind === "measure" && name === (comparisonColumn(column)?.measure ?? column),
    ),
  );

/** A question about the rows alone: the groups of a pivot are kept, its columns are not read. */
export const withoutColumns = (query: QueryInput): Pick<QueryInput, "pivot"> =>
  query.pivot ? { pivot: { ...query.pivot, limit: 1, sort: [], rowTotals: true } } : {};
