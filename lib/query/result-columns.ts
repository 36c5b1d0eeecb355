import type { Dataset, Dimension } from "@/lib/datasets/schema";
import { type Locale, type LocalText, localText } from "@/lib/format/format";
import type { ComparisonPart, Plan, PlanDimension } from "@/lib/query/plan";
import type { Grain } from "@/lib/query/query";
import type { ResultColumn } from "@/lib/query/result";

const GRAIN_LABELS: Record<Exclude<Grain, "day">, LocalText> = {
  hour: { en: "Hour", ko: "시간" },
  week: { en: "Week", ko: "주" },
  month: { en: "Month", ko: "월" },
  quarter: { en: "Quarter", ko: "분기" },
  year: { en: "Year", ko: "연도" },
};

const PART_LABELS: Record<ComparisonPart, LocalText> = {
  previous: { en: "previous", ko: "이전" },
  delta: { en: "change", ko: "증감" },
  change: { en: "change %", ko: "증감률" },
};

/** The answer's columns in the reader's language: types, formats and comparisons, so that nothing guesses again. */
export function resultColumns(plan: Plan, dataset: Dataset, locale: Locale): ResultColumn[] {
  return plan.outputs.map((output): ResultColumn => {
    if (output.kind === "dimension") {
      const planned = plan.dimensions[output.index];
      const dimension = dataset.dimensions.find((d) => d.name === planned?.dimension);
      if (!planned || !dimension) throw new Error(`no dimension ${output.name} in ${dataset.id}`);
      return dimensionColumn(planned, dimension, dataset, locale);
    }
    const name = plan.measures[output.index]?.name ?? "";
    const measure = dataset.measures.find((m) => m.name === name);
    if (!measure) throw new Error(`no measure ${name} in ${dataset.id}`);
    const { part } = output;
    const label = localText(measure.label, locale);
    const format = part === "change" ? ({ style: "percent" } as const) : measure.format;
    return {
      name: output.name,
      label: part ? `${label} (${localText(PART_LABELS[part], locale)})` : label,
      kind: "measure",
      type: "number",
      ...(format ? { format } : {}),
      additive: measure.aggregate !== "ratio" && part !== "change",
      ...(measure.good && part !== "previous" ? { good: measure.good } : {}),
      ...(part ? { of: { measure: name, part } } : {}),
    };
  });
}

function dimensionColumn(
  { name, grain }: PlanDimension,
  { type, label, format }: Dimension,
  dataset: Dataset,
  locale: Locale,
): ResultColumn {
  const own = localText(label, locale);
  const unit = grain && grain !== "day" ? localText(GRAIN_LABELS[grain], locale) : null;
  const onlyOne = dataset.dimensions.filter((d) => d.type === "date" || d.type === "time").length === 1;
  return {
    name,
    label: unit ? (onlyOne ? unit : `${own} (${unit})`) : own,
    kind: "dimension",
    type: grain && grain !== "hour" ? "date" : type,
    ...(grain ? { grain } : {}),
    ...(format ? { format } : {}),
  };
}
