"use client";

import { useTranslations } from "next-intl";
import { FieldList } from "@/components/dashboard/editor/panel/field-list";
import { FieldSelect } from "@/components/dashboard/editor/panel/field-select";
import { isTimeField, PanelGrain } from "@/components/dashboard/editor/panel/panel-grain";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { useWidgetChange } from "@/components/dashboard/editor/panel/use-widget";
import { chartFields } from "@/lib/chart/chart-fields";
import type { ChartAxis, ChartSpec } from "@/lib/chart/chart-spec";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { ChartPatch } from "@/lib/editor/set-widget";

export interface ChartFieldsProps {
  id: string;
  chart: ChartSpec;
  /** With the switches that suit it. */
  info: DatasetInfo;
}

/** What a chart is made of, by its kind: each field in its place, in its unit of time. */
export function ChartFields({ id, chart, info }: ChartFieldsProps) {
  const t = useTranslations("editor.panels.chart");
  const { chart: set } = useWidgetChange(id);
  const used = chartFields(chart).dimensions.map(({ axis }) => axis.name);
  // A dimension stands in one place: those taken elsewhere are not offered.
  const free = (own: string | undefined) => (name: string) => name === own || !used.includes(name);
  const isTime = (name: string) =>
    info.dimensions.some((one) => one.name === name && (one.type === "date" || one.type === "time"));
  const isSum = (name: string) => info.measures.some((one) => one.name === name && one.additive);

  const axis = (key: "x" | "y", value: ChartAxis) => (
    <FieldSelect
      label={t(`slots.${key === "x" && chart.kind === "waterfall" ? "steps" : key}`)}
      info={info}
      of="dimensions"
      only={free(value.name)}
      value={value.name}
      onPick={(name) => {
        if (name === undefined) return;
        const grain = isTimeField(info, name) ? (value.grain ?? "day") : undefined;
        set({ [key]: { name, ...(grain ? { grain } : {}) } });
      }}
      beside={
        isTimeField(info, value.name) ? (
          <PanelGrain
            info={info}
            name={value.name}
            grain={value.grain}
            onGrain={(grain) => set({ [key]: { name: value.name, ...(grain ? { grain } : {}) } })}
          />
        ) : undefined
      }
    />
  );
  const dimension = (
    key: "by" | "points" | "of" | "date" | "series",
    value: string | undefined,
    more: { optional?: boolean; only?: (name: string) => boolean } = {},
  ) => (
    <FieldSelect
      label={t(`slots.${key}`)}
      info={info}
      of="dimensions"
      only={(name) => free(value)(name) && (more.only?.(name) ?? true)}
      none={more.optional ? t("noField") : undefined}
      value={value}
      onPick={(name) => set({ [key]: name })}
    />
  );
  const measure = (
    key: "measure" | "x" | "y" | "size",
    value: string | undefined,
    { optional = false, sum = false } = {},
  ) => (
    <FieldSelect
      label={t(key === "measure" ? "slots.measure" : `slots.${key}Measure`)}
      info={info}
      of="measures"
      only={sum ? (name) => name === value || isSum(name) : undefined}
      none={optional ? t("noField") : undefined}
      value={value}
      onPick={(name) => set({ [key]: name })}
    />
  );
  const list = (key: "bars" | "lines", names: readonly string[]) => (
    <FieldList
      title={t(`slots.${key}`)}
      info={info}
      of="measures"
      names={names}
      least={1}
      most={4}
      onNames={(next) => set({ [key]: next })}
    />
  );
  const section = (children: React.ReactNode) => <PanelSection title={t("fields")}>{children}</PanelSection>;

  switch (chart.kind) {
    case "bar":
    case "line":
    case "area":
      return section(
        <>
          {axis("x", chart.x)}
          {measure("measure", chart.measure)}
          {dimension("series", chart.series, { optional: true })}
        </>,
      );
    case "combo":
      return (
        <>
          {section(axis("x", chart.x))}
          {list("bars", chart.bars)}
          {list("lines", chart.lines)}
        </>
      );
    case "pie":
    case "donut":
      return section(
        <>
          {dimension("by", chart.by)}
          {measure("measure", chart.measure, { sum: true })}
        </>,
      );
    case "scatter":
      return section(
        <>
          {dimension("points", chart.points)}
          {measure("x", chart.x)}
          {measure("y", chart.y)}
          {measure("size", chart.size, { optional: true })}
          {dimension("series", chart.series, { optional: true })}
        </>,
      );
    case "heatmap":
      return section(
        <>
          {axis("x", chart.x)}
          {axis("y", chart.y)}
          {measure("measure", chart.measure)}
        </>,
      );
    case "calendar":
      return section(
        <>
          {dimension("date", chart.date, { only: isTime })}
          {measure("measure", chart.measure)}
        </>,
      );
    case "treemap":
      return (
        <>
          <FieldList
            title={t("slots.levels")}
            info={info}
            of="dimensions"
            names={chart.by}
            least={1}
            most={2}
            onNames={(by) => set({ by })}
          />
          {section(measure("measure", chart.measure, { sum: true }))}
        </>
      );
    case "funnel":
      return <FunnelFields chart={chart} info={info} set={set} />;
    case "waterfall":
      return section(
        <>
          {axis("x", chart.x)}
          {measure("measure", chart.measure, { sum: true })}
        </>,
      );
    case "histogram":
      return section(
        <>
          {dimension("of", chart.of)}
          {measure("measure", chart.measure)}
        </>,
      );
  }
}

interface FunnelFieldsProps {
  chart: Extract<ChartSpec, { kind: "funnel" }>;
  info: DatasetInfo;
  set: (patch: ChartPatch) => string | null;
}

/** Its steps are either measures, or the values of a dimension under one measure. */
function FunnelFields({ chart, info, set }: FunnelFieldsProps) {
  const t = useTranslations("editor.panels.chart");
  const { by, measures } = chart;
  const [first = ""] = measures;
  const other = info.measures.find(({ name }) => !measures.includes(name))?.name;
  return (
    <>
      <PanelSection title={t("fields")}>
        <FieldSelect
          label={t("slots.funnelBy")}
          info={info}
          of="dimensions"
          none={other === undefined ? undefined : t("stepsAreMeasures")}
          value={by}
          onPick={(name) => {
            if (name !== undefined) set({ by: name, measures: [first] });
            else if (other !== undefined) set({ by: undefined, measures: [first, other] });
          }}
        />
        {by === undefined ? null : (
          <FieldSelect
            label={t("slots.measure")}
            info={info}
            of="measures"
            value={first}
            onPick={(name) => name !== undefined && set({ measures: [name] })}
          />
        )}
      </PanelSection>
      {by === undefined ? (
        <FieldList
          title={t("slots.measures")}
          info={info}
          of="measures"
          names={measures}
          least={2}
          most={12}
          onNames={(next) => set({ measures: next })}
        />
      ) : null}
    </>
  );
}
