"use client";

import { useTranslations } from "next-intl";
import { presetOf, presetsFor } from "@/components/dashboard/date-presets";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useSpec } from "@/components/dashboard/editor/editor-store";
import type { ControlFieldsProps } from "@/components/dashboard/editor/panel/control-fields";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { PanelText } from "@/components/dashboard/editor/panel/panel-text";
import type { RangeControl } from "@/lib/dashboards/control-kinds";
import { resolveDay } from "@/lib/query/relative-date";

const COMPARES = ["none", "previous_period", "previous_year"] as const;

/** What the date range runs over, which days it begins with and what they are compared with. */
export function DateDefault({ control, set }: ControlFieldsProps<RangeControl>) {
  const t = useTranslations("editor.panels.control");
  const words = useTranslations("dashboard");
  const { datasets, now, timezone, calendar } = useEditorData();
  const { widgets } = useSpec();
  // One range serves all: of the datasets that are asked, those that are first.
  const used = new Set(widgets.flatMap((widget) => ("dataset" in widget ? [widget.dataset] : [])));
  const asked = [...datasets.values()].filter(({ id }) => used.size === 0 || used.has(id));
  const times = new Map(
    asked.flatMap(({ dimensions }) =>
      dimensions
        .filter(({ type, masked }) => (type === "date" || type === "time") && !masked)
        .map(({ name, label }) => [name, label] as const),
    ),
  );
  const preset = presetOf(control.default);
  const day = (side: "from" | "to", text: string) =>
    resolveDay(text, side, new Date(now), timezone, calendar);
  const [from, to] = [day("from", control.default.from), day("to", control.default.to)];
  return (
    <>
      <PanelSection title={t("what")}>
        <PanelSelect
          label={t("timeDimension")}
          value={control.dimension}
          options={[
            ...(times.has(control.dimension) ? [] : [{ value: control.dimension, label: control.dimension }]),
            ...[...times].map(([value, label]) => ({ value, label })),
          ]}
          hint={t("timeHint")}
          onValue={(dimension) => set({ dimension })}
        />
      </PanelSection>
      <PanelSection title={t("default")}>
        <PanelSelect
          label={t("days")}
          value={preset ?? "own"}
          options={[
            ...presetsFor(calendar).map(({ name }) => ({
              value: name as string,
              label: words(`presets.${name}`),
            })),
            ...(preset && presetsFor(calendar).every(({ name }) => name !== preset)
              ? [{ value: preset as string, label: words(`presets.${preset}`) }]
              : []),
            { value: "own", label: t("ownDays") },
          ]}
          onValue={(name) => {
            const found = presetsFor(calendar).find((one) => one.name === name);
            if (found) set({ default: { from: found.from, to: found.to } });
          }}
        />
        <div className="flex gap-2">
          {(["from", "to"] as const).map((side) => (
            <PanelText
              key={side}
              label={words(`range.${side}`)}
              value={control.default[side]}
              onText={(text) => set({ default: { ...control.default, [side]: text } }, `default ${side}`)}
            />
          ))}
        </div>
        <p className="text-11 text-ink-3">
          {from && to && from > to
            ? words("range.reversed")
            : t("daysHint", { from: from ?? "–", to: to ?? "–" })}
        </p>
        <PanelSelect
          label={words("compare.label")}
          value={control.compare ?? "none"}
          options={COMPARES.map((one) => ({ value: one, label: words(`compare.${one}`) }))}
          onValue={(one) => set({ compare: one === "none" ? undefined : one })}
        />
      </PanelSection>
    </>
  );
}
