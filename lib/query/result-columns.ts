import { linkNames } from "@/lib/datasets/link-names";
import type { Dataset, Dimension } from "@/lib/datasets/schema";
import { type Locale, type LocalText, localText } from "@/lib/format/format";
import type { ComparisonPart, Plan, PlanDimension, PlanOutput } from "@/lib/query/plan";
import { isAdditive } from "@/lib/query/plan-expr";
import { type Calculation, type Grain, pivotColumn } from "@/lib/query/query";
import type { Cell, ResultColumn } from "@/lib/query/result";

const GRAIN_LABELS: Record<Exclude<Grain, "day">, LocalText> = {
  hour: { en: "Hour", ko: "시간" },
  week: { en: "Week", ko: "주" },
  month: { en: "Month", ko: "월" },
  quarter: { en: "Quarter", ko: "분기" },
  year: { en: "Year", ko: "연도" },
  fiscal_quarter: { en: "Fiscal quarter", ko: "회계분기" },
  fiscal_year: { en: "Fiscal year", ko: "회계연도" },
};

const PART_LABELS: Record<ComparisonPart, LocalText> = {
  previous: { en: "previous", ko: "이전" },
  delta: { en: "change", ko: "증감" },
  change: { en: "change %", ko: "증감률" },
};

const CALCULATION_LABELS: Record<Calculation["kind"], LocalText> = {
  share_of_total: { en: "% of total", ko: "전체 비중" },
  share_of_parent: { en: "% of parent", ko: "상위 비중" },
  running_total: { en: "running total", ko: "누계" },
  rank: { en: "rank", ko: "순위" },
  moving_average: { en: "moving average", ko: "이동평균" },
  difference: { en: "difference", ko: "이전 행과의 차이" },
};

type Of<K extends PlanOutput["kind"]> = Extract<PlanOutput, { kind: K }>;

/** The answer's columns in the reader's language: types, formats and comparisons, so that nothing guesses again. */
export class ColumnWriter {
  constructor(
    readonly plan: Plan,
    readonly dataset: Dataset,
    readonly locale: Locale,
  ) {}

  /** In order; a pivot's measures once, as of a row's totals. */
  columns(): ResultColumn[] {
    return this.plan.outputs.map((output) => {
      if (output.kind === "dimension") return this.dimension(output.index);
      return output.kind === "measure" ? this.#measure(output) : this.#calculation(output);
    });
  }

  /** A dimension of the rows, or of a pivot. */
  dimension(index: number): ResultColumn {
    const planned = this.plan.dimensions[index];
    const dimension = this.dataset.dimensions.find((d) => d.name === planned?.dimension);
    if (!planned || !dimension) throw new Error(`no dimension ${index} in ${this.dataset.id}`);
    return {
      name: planned.name,
      label: this.#dimensionLabel(planned, dimension),
      kind: "dimension",
      type: planned.grain && planned.grain !== "hour" ? "date" : dimension.type,
      ...(planned.grain ? { grain: planned.grain } : {}),
      ...(dimension.format ? { format: dimension.format } : {}),
      ...(dimension.link && this.#leads(dimension.link) ? { link: dimension.link } : {}),
      ...(planned.masked ? { masked: true } : {}),
    };
  }

  /** Whether the rows hold all that an address needs. What is hidden from the viewer is not among them, and so never named. */
  #leads(link: string): boolean {
    const rows = this.plan.dimensions.slice(0, this.plan.rowDimensions);
    return linkNames(link).every((name) =>
      rows.some((planned) => planned.dimension === name && planned.name === name && !planned.masked),
    );
  }

  #dimensionLabel({ grain }: PlanDimension, { label }: Dimension): string {
    const own = localText(label, this.locale);
    const unit = grain && grain !== "day" ? localText(GRAIN_LABELS[grain], this.locale) : null;
    const times = this.dataset.dimensions.filter((d) => d.type === "date" || d.type === "time");
    return unit ? (times.length === 1 ? unit : `${own} (${unit})`) : own;
  }

  #measure({ name, index, part }: Of<"measure">): ResultColumn {
    const planned = this.plan.measures[index];
    const measure = this.dataset.measures.find((m) => m.name === planned?.name);
    if (!planned || !measure) throw new Error(`no measure ${name} in ${this.dataset.id}`);
    const label = localText(measure.label, this.locale);
    const format = part === "change" ? ({ style: "percent" } as const) : measure.format;
    return {
      name,
      label: part ? `${label} (${localText(PART_LABELS[part], this.locale)})` : label,
      kind: "measure",
      type: "number",
      ...(format ? { format } : {}),
      additive: isAdditive(planned.expr, this.plan.aggregates) && part !== "change",
      ...(measure.good && part !== "previous" ? { good: measure.good } : {}),
      ...(part ? { of: { measure: measure.name, part } } : {}),
      ...(planned.masked ? { masked: true } : {}),
    };
  }

  #calculation({ name, index }: Of<"calculation">): ResultColumn {
    const planned = this.plan.calculations[index];
    const measure = this.dataset.measures.find((m) => m.name === planned?.of);
    if (!planned || !measure) throw new Error(`no calculation ${name} in ${this.dataset.id}`);
    const { kind, of } = planned;
    const share = kind === "share_of_total" || kind === "share_of_parent";
    const format = share
      ? ({ style: "percent", decimals: 1 } as const)
      : kind === "rank"
        ? ({ style: "number", decimals: 0 } as const)
        : measure.format;
    return {
      name,
      label: `${localText(measure.label, this.locale)} (${localText(CALCULATION_LABELS[kind], this.locale)})`,
      kind: "measure",
      type: "number",
      ...(format ? { format } : {}),
      additive: false,
      calculation: { of, kind },
      ...(planned.expr.kind === "masked" ? { masked: true } : {}),
    };
  }
}

/** A measure's column under one combination of pivoted values. */
export const underPivot = (column: ResultColumn, values: Cell[]): ResultColumn => ({
  ...column,
  name: pivotColumn(column.name, values),
  pivot: values,
});
