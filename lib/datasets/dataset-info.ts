/** A dataset as its readers see it: names, labels and types in their language, nothing of the table behind it. */
import { z } from "zod";
import type { Dataset } from "@/lib/datasets/schema";
import { Format, type Locale, localText } from "@/lib/format/format";
import { withCurrency } from "@/lib/format/with-currency";

const DimensionInfo = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string().optional(),
  type: z.enum(["string", "number", "boolean", "date", "time"]),
  format: Format.optional(),
});

const MeasureInfo = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string().optional(),
  format: Format.optional(),
  /** False where a total is not the sum of its rows. */
  additive: z.boolean(),
  good: z.enum(["up", "down"]).optional(),
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

/**
 * What a reader of `locale` may see of a dataset: hidden names, and hierarchies through them, are left out.
 * @param currency of formats that name none
 */
export function describeDataset(dataset: Dataset, locale: Locale, currency: string): DatasetInfo {
  const shown = dataset.dimensions.filter((dimension) => !dimension.hidden);
  const names = new Set(shown.map((dimension) => dimension.name));
  const texts = ({ label, description }: Pick<Dataset, "label" | "description">) => ({
    label: localText(label, locale),
    ...(description ? { description: localText(description, locale) } : {}),
  });
  return {
    id: dataset.id,
    ...texts(dataset),
    ...(dataset.defaultTime && names.has(dataset.defaultTime) ? { defaultTime: dataset.defaultTime } : {}),
    dimensions: withCurrency(shown, currency).map((dimension) => ({
      name: dimension.name,
      ...texts(dimension),
      type: dimension.type,
      ...(dimension.format ? { format: dimension.format } : {}),
    })),
    measures: withCurrency(dataset.measures, currency)
      .filter((measure) => !measure.hidden)
      .map((measure) => ({
        name: measure.name,
        ...texts(measure),
        ...(measure.format ? { format: measure.format } : {}),
        additive: measure.aggregate !== "ratio",
        ...(measure.good ? { good: measure.good } : {}),
      })),
    hierarchies: dataset.hierarchies
      .filter((hierarchy) => hierarchy.levels.every((level) => names.has(level)))
      .map(({ name, label, levels }) => ({ name, label: localText(label, locale), levels })),
  };
}
