import type { Dataset } from "@/lib/datasets/schema";
import { type Locale, localText } from "@/lib/format/format";
import type { DimensionRef } from "@/lib/query/query";
import type { ResultColumn } from "@/lib/query/result";

/** A column a table may show, sort or filter by: what is known of it before any row has come. */
export type KnownColumn = Pick<
  ResultColumn,
  "name" | "label" | "kind" | "type" | "grain" | "format" | "good"
> & {
  /** A dimension of the dataset that this table does not group by: it can be filtered, not shown. */
  filterOnly?: boolean;
};

/** The name a dimension has in the result. */
export const dimensionName = (ref: DimensionRef): string =>
  typeof ref === "string" ? ref : (ref.as ?? ref.name);

/**
 * Every column of a dataset as one table sees it: its own dimensions first, then the measures, then dimensions that can
 * only be filtered. Hidden ones are left out.
 */
export function knownColumns(
  dataset: Pick<Dataset, "dimensions" | "measures">,
  dimensions: readonly DimensionRef[],
  locale: Locale,
): KnownColumn[] {
  const byName = new Map(dataset.dimensions.map((dimension) => [dimension.name, dimension]));
  const own = dimensions.flatMap((ref): KnownColumn[] => {
    const dimension = byName.get(typeof ref === "string" ? ref : ref.name);
    if (!dimension) return [];
    const grain = typeof ref === "string" ? undefined : ref.grain;
    return [
      {
        name: dimensionName(ref),
        label: localText(dimension.label, locale),
        kind: "dimension",
        type: dimension.type,
        ...(grain ? { grain } : {}),
        ...(dimension.format ? { format: dimension.format } : {}),
      },
    ];
  });
  const measures = dataset.measures
    .filter((measure) => !measure.hidden)
    .map(
      (measure): KnownColumn => ({
        name: measure.name,
        label: localText(measure.label, locale),
        kind: "measure",
        type: "number",
        ...(measure.format ? { format: measure.format } : {}),
        ...(measure.good ? { good: measure.good } : {}),
      }),
    );
  const taken = new Set([...own, ...measures].map((column) => column.name));
  const rest = dataset.dimensions
    .filter((dimension) => !dimension.hidden && !taken.has(dimension.name))
    .map(
      (dimension): KnownColumn => ({
        name: dimension.name,
        label: localText(dimension.label, locale),
        kind: "dimension",
        type: dimension.type,
        ...(dimension.format ? { format: dimension.format } : {}),
        filterOnly: true,
      }),
    );
  return [...own, ...measures, ...rest];
}
