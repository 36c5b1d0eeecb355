/** A dataset as its readers see it: names, labels and types in their language, nothing of the table behind it. */
import { z } from "zod";
import type { Viewer } from "@/lib/access/viewer";
import { columnEffects } from "@/lib/datasets/column-effects";
import { linkNames } from "@/lib/datasets/link-names";
import type { Dataset } from "@/lib/datasets/schema";
import { Format, localText } from "@/lib/format/format";
import { withCurrency } from "@/lib/format/with-currency";

const DimensionInfo = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string().optional(),
  type: z.enum(["string", "number", "boolean", "date", "time"]),
  format: Format.optional(),
  /** Where a value leads: an address with `{name}` for the row's dimensions. */
  link: z.string().optional(),
  /** Its values are not this reader's to see. */
  masked: z.boolean().optional(),
});

const MeasureInfo = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string().optional(),
  format: Format.optional(),
  /** False where a total is not the sum of its rows. */
  additive: z.boolean(),
  good: z.enum(["up", "down"]).optional(),
  /** It counts the source rows, all of them. */
  countsRows: z.boolean().optional(),
  masked: z.boolean().optional(),
});

export const DatasetInfo = z.object({
  id: z.string(),
  label: z.string(),
  description: z.string().optional(),
  defaultTime: z.string().optional(),
  dimensions: z.array(DimensionInfo),
  measures: z.array(MeasureInfo),
  hierarchies: z.array(z.object({ name: z.string(), label: z.string(), levels: z.array(z.string()) })),
});
export type DatasetInfo = z.infer<typeof DatasetInfo>;

const countsRows = (measure: Dataset["measures"][number]): boolean =>
  measure.aggregate === "count" &&
  measure.column === undefined &&
  measure.sql === undefined &&
  measure.filters.length === 0;

/** What a viewer may see of a dataset, in their language and with their currency where a format names none: hidden names, and hierarchies through them, are left out. */
export function describeDataset(
  dataset: Dataset,
  viewer: Pick<Viewer, "locale" | "role" | "groups" | "attributes" | "currency">,
): DatasetInfo {
  const { locale } = viewer;
  const effects = columnEffects(dataset, viewer);
  const isShown = ({ name }: { name: string }) => effects.get(name) !== "hidden";
  // An address that needs what is not theirs would lead nowhere, and name it.
  const isOpen = (name: string) => !effects.has(name);
  const masked = (name: string) => (effects.get(name) === "masked" ? { masked: true } : {});
  const shown = dataset.dimensions.filter(isShown);
  const names = new Set(shown.map((dimension) => dimension.name));
  const texts = ({ label, description }: Pick<Dataset, "label" | "description">) => ({
    label: localText(label, locale),
    ...(description ? { description: localText(description, locale) } : {}),
  });
  return {
    id: dataset.id,
    ...texts(dataset),
    ...(dataset.defaultTime && names.has(dataset.defaultTime) ? { defaultTime: dataset.defaultTime } : {}),
    dimensions: shown.map((dimension) => ({
      name: dimension.name,
      ...texts(dimension),
      type: dimension.type,
      ...(dimension.format ? { format: dimension.format } : {}),
      ...(dimension.link && linkNames(dimension.link).every(isOpen) ? { link: dimension.link } : {}),
      ...masked(dimension.name),
    })),
    measures: withCurrency(dataset.measures.filter(isShown), viewer.currency).map((measure) => ({
      name: measure.name,
      ...texts(measure),
      ...(measure.format ? { format: measure.format } : {}),
      additive: measure.aggregate === "sum" || measure.aggregate === "count",
      ...(measure.good ? { good: measure.good } : {}),
      ...(countsRows(measure) && !effects.has(measure.name) ? { countsRows: true } : {}),
      ...masked(measure.name),
    })),
    hierarchies: dataset.hierarchies
      .filter((hierarchy) => hierarchy.levels.every((level) => names.has(level)))
      .map(({ name, label, levels }) => ({ name, label: localText(label, locale), levels })),
  };
}
