/** What the controls of a dashboard are called, and what their datasets say of them, for one viewer. Pure. */
import { isSwitch, optionRef, optionValue, type SwitchControl } from "@/lib/dashboards/control-kinds";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { type Locale, localText } from "@/lib/format/format";
import type { Grain } from "@/lib/query/query";

/** Plain data: pages hand it to the browser. */
export interface ControlInfo {
  label: string;
  /** Of a switch, in order. */
  options?: { value: string; label: string }[];
  /** Of a filter: its dimension's type, where the viewer may see it. */
  type?: DatasetInfo["dimensions"][number]["type"];
  /** The measure that counts source rows, where the dataset has one. */
  counter?: string;
  /** Whether the date range holds for the dataset. */
  ranged?: boolean;
}

type Datasets = ReadonlyMap<string, Pick<DatasetInfo, "dimensions" | "measures">>;

function switchInfo(
  control: SwitchControl,
  datasets: Datasets,
  locale: Locale,
  grainLabel: (grain: Grain) => string,
): ControlInfo {
  const known = [...datasets.values()];
  const labelOf = (option: SwitchControl["options"][number]): string => {
    if (typeof option !== "string" && option.label) return localText(option.label, locale);
    const { name, grain } = optionRef(control, option);
    if (control.type === "grain_switch") return grain ? grainLabel(grain) : name;
    const all = known.flatMap(({ dimensions, measures }): readonly { name: string; label: string }[] =>
      control.type === "metric_switch" ? measures : dimensions,
    );
    const label = all.find((one) => one.name === name)?.label ?? name;
    return grain ? `${label} (${grainLabel(grain)})` : label;
  };
  return {
    label: localText(control.label, locale),
    options: control.options.map((option) => ({ value: optionValue(option), label: labelOf(option) })),
  };
}

/**
 * By control's name; the date range is not among them.
 * @param datasets those the dashboard names that are there
 */
export function controlInfos(
  { controls }: Pick<DashboardSpec, "controls">,
  datasets: Datasets,
  locale: Locale,
  grainLabel: (grain: Grain) => string,
): Record<string, ControlInfo> {
  const range = controls.find((control) => control.type === "date_range");
  const infos: Record<string, ControlInfo> = {};
  for (const control of controls) {
    if (control.type === "date_range") continue;
    if (isSwitch(control)) {
      infos[control.name] = switchInfo(control, datasets, locale, grainLabel);
      continue;
    }
    const { dimensions = [], measures = [] } = datasets.get(control.dataset) ?? {};
    const dimension =
      control.type === "toggle" ? undefined : dimensions.find(({ name }) => name === control.dimension);
    const counter = measures.find(({ countsRows }) => countsRows)?.name;
    infos[control.name] = {
      label: control.label ? localText(control.label, locale) : (dimension?.label ?? control.name),
      ...(dimension ? { type: dimension.type } : {}),
      ...(counter === undefined ? {} : { counter }),
      ranged: range !== undefined && dimensions.some(({ name }) => name === range.dimension),
    };
  }
  return infos;
}
