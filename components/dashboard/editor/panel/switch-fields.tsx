"use client";

import { useTranslations } from "next-intl";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useSpec } from "@/components/dashboard/editor/editor-store";
import type { ControlFieldsProps } from "@/components/dashboard/editor/panel/control-fields";
import { FieldSelect } from "@/components/dashboard/editor/panel/field-select";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { SwitchOptions } from "@/components/dashboard/editor/panel/switch-options";
import { Checkbox } from "@/components/ui/checkbox";
import { optionRef, optionValue, type SwitchControl } from "@/lib/dashboards/control-kinds";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { localText } from "@/lib/format/format";
import { GRAINS } from "@/lib/query/query-words";

const FIRST = "";

/** The fields of all datasets the dashboard's widgets ask, as one: a switch is of no dataset. */
export function useAskedFields(): DatasetInfo {
  const { datasets } = useEditorData();
  const { widgets } = useSpec();
  const used = new Set(widgets.flatMap((widget) => ("dataset" in widget ? [widget.dataset] : [])));
  const asked = [...datasets.values()].filter(({ id }) => used.size === 0 || used.has(id));
  const once = <T extends { name: string }>(list: readonly T[]): T[] => [
    ...new Map(list.map((one) => [one.name, one] as const)).values(),
  ];
  return {
    id: "",
    label: "",
    dimensions: once(asked.flatMap(({ dimensions }) => dimensions)),
    measures: once(asked.flatMap(({ measures }) => measures)),
    hierarchies: [],
  };
}

/** What stands where a widget says `$name`: its options, and which of them it begins with. */
export function SwitchFields({ control, set }: ControlFieldsProps<SwitchControl>) {
  const t = useTranslations("editor.panels.control");
  const grains = useTranslations("table.pivot.grains");
  const { locale } = useEditorData();
  const info = useAskedFields();
  const labelOf = (option: SwitchControl["options"][number]): string => {
    if (typeof option !== "string" && option.label) return localText(option.label, locale);
    const { name, grain } = optionRef(control, option);
    if (control.type === "grain_switch") return grain ? grains(grain) : name;
    const all = [...info.dimensions, ...info.measures];
    const label = all.find((one) => one.name === name)?.label ?? name;
    return grain ? `${label} (${grains(grain)})` : label;
  };
  const [first] = control.options;
  return (
    <>
      <PanelSection title={t("what")}>
        <LocalTextField
          label={t("label")}
          value={control.label}
          onText={(label) => set({ label }, "label")}
        />
        {control.type === "grain_switch" ? (
          <FieldSelect
            label={t("timeDimension")}
            info={info}
            of="dimensions"
            only={(name) =>
              info.dimensions.some((one) => one.name === name && (one.type === "date" || one.type === "time"))
            }
            value={control.dimension}
            onPick={(dimension) => dimension !== undefined && set({ dimension })}
          />
        ) : null}
      </PanelSection>
      {control.type === "grain_switch" ? (
        <PanelSection title={t("options")}>
          {GRAINS.map((grain) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside
            <label key={grain} className="flex min-h-6 items-center gap-2 text-12 pointer-coarse:min-h-11">
              <Checkbox
                checked={control.options.includes(grain)}
                disabled={control.options.length <= 2 && control.options.includes(grain)}
                onCheckedChange={(on) => {
                  const options = GRAINS.filter((one) =>
                    one === grain ? on === true : control.options.includes(one),
                  );
                  set({
                    options,
                    ...(control.default === grain && on !== true ? { default: undefined } : {}),
                  });
                }}
              />
              {grains(grain)}
            </label>
          ))}
        </PanelSection>
      ) : (
        <SwitchOptions control={control} info={info} labelOf={labelOf} set={set} />
      )}
      <PanelSection title={t("default")}>
        <PanelSelect
          label={t("startsWith")}
          value={control.default ?? FIRST}
          options={[
            { value: FIRST, label: t("first", { option: first === undefined ? "" : labelOf(first) }) },
            ...control.options.map((option) => ({ value: optionValue(option), label: labelOf(option) })),
          ]}
          onValue={(value) => set({ default: value === FIRST ? undefined : value })}
        />
      </PanelSection>
    </>
  );
}
