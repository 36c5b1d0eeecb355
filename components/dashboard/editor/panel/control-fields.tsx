"use client";

import { useTranslations } from "next-intl";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { DateDefault } from "@/components/dashboard/editor/panel/date-default";
import { FieldSelect } from "@/components/dashboard/editor/panel/field-select";
import { FilterList } from "@/components/dashboard/editor/panel/filter-list";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { PanelText } from "@/components/dashboard/editor/panel/panel-text";
import { SelectDefault } from "@/components/dashboard/editor/panel/select-default";
import { SwitchFields } from "@/components/dashboard/editor/panel/switch-fields";
import type { Control } from "@/lib/dashboards/control";
import type { FilterControl } from "@/lib/dashboards/control-kinds";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { ControlPatch } from "@/lib/editor/change-controls";

export type SetControl = (patch: ControlPatch, merge?: string) => string | null;
export interface ControlFieldsProps<C extends Control = Control> {
  control: C;
  set: SetControl;
}

/** The settings of a control, by its kind. */
export function ControlFields({ control, set }: ControlFieldsProps) {
  switch (control.type) {
    case "date_range":
      return <DateDefault control={control} set={set} />;
    case "dimension_switch":
    case "metric_switch":
    case "grain_switch":
      return <SwitchFields key={control.name} control={control} set={set} />;
    default:
      return <FilterFields key={control.name} control={control} set={set} />;
  }
}

/** Which types of dimension a kind of control narrows. */
const FITS: Readonly<
  Record<"select" | "text" | "number_range", (type: DatasetInfo["dimensions"][number]["type"]) => boolean>
> = {
  select: () => true,
  text: (type) => type === "string",
  number_range: (type) => type === "number",
};

function FilterFields({ control, set }: ControlFieldsProps<FilterControl>) {
  const t = useTranslations("editor.panels.control");
  const { datasets } = useEditorData();
  const info = datasets.get(control.dataset);
  const fits = (type: DatasetInfo["dimensions"][number]["type"]) =>
    control.type === "toggle" || FITS[control.type](type);
  // What was chosen are values of another dimension.
  const none = control.type === "select" ? { default: [], required: undefined } : { default: undefined };
  const move = (id: string) => {
    const next = datasets.get(id);
    if (!next || id === control.dataset) return;
    if (control.type === "toggle") {
      const filters = control.filters.filter(({ name }) => next.dimensions.some((one) => one.name === name));
      const [first] = next.dimensions;
      if (filters.length > 0) set({ dataset: id, filters });
      else if (first) set({ dataset: id, filters: [{ name: first.name, op: "is_not_null", values: [] }] });
      return;
    }
    const same = next.dimensions.find((one) => one.name === control.dimension && fits(one.type));
    const other = same ?? next.dimensions.find((one) => fits(one.type));
    if (other) set({ dataset: id, dimension: other.name, ...(same ? {} : none) });
  };
  return (
    <>
      <PanelSection title={t("what")}>
        <LocalTextField
          label={t("label")}
          optional={control.type !== "toggle"}
          placeholder={
            control.type === "toggle"
              ? undefined
              : info?.dimensions.find(({ name }) => name === control.dimension)?.label
          }
          value={control.label}
          onText={(label) => set({ label }, "label")}
        />
        <PanelSelect
          label={t("dataset")}
          value={control.dataset}
          options={[
            ...(info ? [] : [{ value: control.dataset, label: control.dataset }]),
            ...[...datasets.values()].map(({ id, label, dimensions }) => ({
              value: id,
              label,
              disabled: !dimensions.some(({ type }) => fits(type)),
            })),
          ]}
          onValue={move}
        />
        {info && control.type !== "toggle" ? (
          <FieldSelect
            label={t("dimension")}
            info={info}
            of="dimensions"
            only={(name) => info.dimensions.some((one) => one.name === name && fits(one.type))}
            value={control.dimension}
            onPick={(dimension) =>
              dimension !== undefined && dimension !== control.dimension && set({ dimension, ...none })
            }
          />
        ) : null}
      </PanelSection>
      <KindFields control={control} info={info} set={set} />
    </>
  );
}

function KindFields({
  control,
  info,
  set,
}: ControlFieldsProps<FilterControl> & { info: DatasetInfo | undefined }) {
  const t = useTranslations("editor.panels.control");
  switch (control.type) {
    case "select":
      return <SelectDefault control={control} info={info} set={set} />;
    case "text":
      return (
        <PanelSection title={t("default")}>
          <PanelText
            label={t("defaultText")}
            placeholder={t("nothing")}
            value={control.default ?? ""}
            onText={(text) => set({ default: text === "" ? undefined : text }, "default")}
          />
        </PanelSection>
      );
    case "number_range": {
      const range = control.default ?? {};
      const write = (side: "from" | "to", value: number | undefined) => {
        const { [side]: _, ...rest } = range;
        const next = value === undefined ? rest : { ...rest, [side]: value };
        return set({ default: Object.keys(next).length > 0 ? next : undefined }, `default ${side}`);
      };
      return (
        <PanelSection title={t("default")}>
          <div className="flex gap-2">
            {(["from", "to"] as const).map((side) => (
              <PanelNumber
                key={side}
                label={t(side === "from" ? "atLeast" : "atMost")}
                optional
                placeholder={t("open")}
                value={range[side]}
                onNumber={(value) => write(side, value)}
              />
            ))}
          </div>
        </PanelSection>
      );
    }
    case "toggle":
      return (
        <>
          {info ? (
            <FilterList
              title={t("filters")}
              info={info}
              measures={false}
              least={1}
              filters={control.filters}
              onFilters={(filters) => set({ filters })}
            />
          ) : null}
          <PanelSection title={t("default")}>
            <SwitchRow
              label={t("on")}
              checked={control.default === true}
              onChange={(on) => set({ default: on || undefined })}
            />
          </PanelSection>
        </>
      );
  }
}
