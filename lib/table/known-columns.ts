import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { DimensionRef } from "@/lib/query/query";
import type { ResultColumn } from "@/lib/query/result";

/** A column a table may show, sort or filter by: what is known of it before any row has come. */
export type KnownColumn = Pick<
  ResultColumn,
  "name" | "label" | "kind" | "type" | "grain" | "format" | "good"
> & {
  /** A dimension of the dataset that the widget does not list: it can be filtered, and shown or grouped by if one chooses. */
  filterOnly?: boolean;
  /** Shown under an alias, by which nothing can be filtered. */
  aliased?: boolean;
  /** A measure that counts source rows. */
  countsRows?: boolean;
};

/** The name a dimension has in the result. */
export const dimensionName = (ref: DimensionRef): string =>
  typeof ref === "string" ? ref : (ref.as ?? ref.name);

type DimensionInfo = DatasetInfo["dimensions"][number];

const dimensionColumn = ({ name, label, type, format }: DimensionInfo): KnownColumn => ({
  name,
  label,
  kind: "dimension",
  type,
  ...(format ? { format } : {}),
});

/**
 * Every column of a dataset as one table sees it: its own dimensions first, then the measures, then dimensions that can
 * only be filtered.
 */
export function knownColumns(
  dataset: Pick<DatasetInfo, "dimensions" | "measures">,
  dimensions: readonly DimensionRef[],
): KnownColumn[] {
  const own = dimensions.flatMap((ref): KnownColumn[] => {
    const info = dataset.dimensions.find(({ name }) => name === (typeof ref === "string" ? ref : ref.name));
    if (!info) return [];
    const name = dimensionName(ref);
    const grain = typeof ref === "string" ? undefined : ref.grain;
    return [
      {
        ...dimensionColumn(info),
        name,
        ...(grain ? { grain } : {}),
        ...(name === info.name ? {} : { aliased: true }),
      },
    ];
  });
  const measures = dataset.measures.map(
    ({ name, label, format, good, countsRows }): KnownColumn => ({
      name,
      label,
      kind: "measure",
      type: "number",
      ...(format ? { format } : {}),
      ...(good ? { good } : {}),
      ...(countsRows ? { countsRows } : {}),
    }),
  );
  const taken = new Set([...own, ...measures].map((column) => column.name));
  const rest = dataset.dimensions
    .filter(({ name }) => !taken.has(name))
    .map((info): KnownColumn => ({ ...dimensionColumn(info), filterOnly: true }));
  return [...own, ...measures, ...rest];
}
