"use client";

import { useTranslations } from "next-intl";
import { AnnotationList, ReferenceList } from "@/components/dashboard/editor/panel/chart-marks";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { useWidgetChange } from "@/components/dashboard/editor/panel/use-widget";
import type { ChartSpec } from "@/lib/chart/chart-spec";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

export interface ChartOptionsProps {
  id: string;
  chart: ChartSpec;
  info: DatasetInfo;
}

const OVERLAYS = ["none", "control", "previous_period", "previous_year"] as const;
const STACKS = ["none", "stacked", "percent"] as const;

/** How a chart is drawn, by its kind; lines, marks and the earlier period beside its data. */
export function ChartOptions({ id, chart, info }: ChartOptionsProps) {
  const t = useTranslations("editor.panels.chart");
  const { chart: set } = useWidgetChange(id);
  const isTime =
    "x" in chart &&
    typeof chart.x === "object" &&
    info.dimensions.some(
      ({ name, type }) =>
        typeof chart.x === "object" && name === chart.x.name && (type === "date" || type === "time"),
    );
  const options = kindOptions();
  return (
    <>
      {options === null ? null : <PanelSection title={t("options")}>{options}</PanelSection>}
      {"references" in chart || hasReferences(chart) ? (
        <ReferenceList
          lines={("references" in chart && chart.references) || []}
          axes={chart.kind === "combo"}
          onLines={(references, merge) =>
            set({ references: references.length > 0 ? references : undefined }, merge)
          }
        />
      ) : null}
      {hasAnnotations(chart) ? (
        <AnnotationList
          isTime={isTime}
          marks={chart.annotations ?? []}
          onMarks={(annotations, merge) =>
            set({ annotations: annotations.length > 0 ? annotations : undefined }, merge)
          }
        />
      ) : null}
    </>
  );

  function kindOptions(): React.ReactNode {
    const overlay = (value: (typeof OVERLAYS)[number] | undefined) =>
      isTime || value !== undefined ? (
        <PanelSelect
          label={t("overlay")}
          value={value ?? "none"}
          options={OVERLAYS.map((one) => ({ value: one, label: t(`overlays.${one}`) }))}
          onValue={(one) => set({ overlay: one === "none" ? undefined : one })}
        />
      ) : null;
    switch (chart.kind) {
      case "bar":
      case "line":
      case "area": {
        const stack = chart.stack === true ? "stacked" : chart.stack === "percent" ? "percent" : "none";
        return (
          <>
            {chart.series !== undefined || chart.stack !== false ? (
              <PanelSelect
                label={t("stack")}
                value={stack}
                options={STACKS.map((one) => ({ value: one, label: t(`stacks.${one}`) }))}
                onValue={(one) => set({ stack: one === "percent" ? one : one === "stacked" })}
              />
            ) : null}
            {chart.kind === "bar" ? (
              <SwitchRow
                label={t("horizontal")}
                checked={chart.horizontal === true}
                onChange={(on) => set({ horizontal: on || undefined })}
              />
            ) : null}
            {isTime && chart.top === undefined ? null : (
              <PanelNumber
                label={t("top")}
                hint={t("topHint")}
                placeholder={t("all")}
                optional
                whole={{ least: 1, most: 200 }}
                value={chart.top}
                onNumber={(top) => set({ top }, "top")}
              />
            )}
            {chart.series === undefined ? null : (
              <PanelNumber
                label={t("maxSeries")}
                hint={t("maxSeriesHint")}
                whole={{ least: 1, most: 20 }}
                value={chart.maxSeries}
                onNumber={(maxSeries) => set({ maxSeries }, "maxSeries")}
              />
            )}
            {overlay(chart.overlay)}
          </>
        );
      }
      case "combo":
        return (
          <>
            <PanelSelect
              label={t("lineAxis")}
              value={chart.lineAxis}
              options={(["left", "right"] as const).map((one) => ({ value: one, label: t(`axes.${one}`) }))}
              onValue={(lineAxis) => set({ lineAxis })}
            />
            {overlay(chart.overlay)}
          </>
        );
      case "pie":
      case "donut":
        return (
          <PanelNumber
            label={t("maxSlices")}
            hint={t("maxSlicesHint")}
            whole={{ least: 2, most: 20 }}
            value={chart.maxSlices}
            onNumber={(maxSlices) => set({ maxSlices }, "maxSlices")}
          />
        );
      case "waterfall":
        return <SwitchRow label={t("total")} checked={chart.total} onChange={(total) => set({ total })} />;
      case "histogram":
        return (
          <PanelNumber
            label={t("bins")}
            hint={t("binsHint")}
            whole={{ least: 2, most: 100 }}
            value={chart.bins}
            onNumber={(bins) => set({ bins }, "bins")}
          />
        );
      default:
        return null;
    }
  }
}

type Annotated = Extract<ChartSpec, { kind: "bar" | "line" | "area" | "combo" }>;
const hasAnnotations = (chart: ChartSpec): chart is Annotated =>
  chart.kind === "bar" || chart.kind === "line" || chart.kind === "area" || chart.kind === "combo";
const hasReferences = (chart: ChartSpec): boolean => hasAnnotations(chart) || chart.kind === "histogram";
