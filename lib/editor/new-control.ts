/** A control of each kind, to begin with. Pure. */
import type { Control } from "@/lib/dashboards/control";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { freshControlName } from "@/lib/editor/change-controls";

export const CONTROL_TYPES = [
  "date_range",
  "select",
  "text",
  "number_range",
  "toggle",
  "dimension_switch",
  "metric_switch",
  "grain_switch",
] as const satisfies readonly Control["type"][];
export type ControlType = (typeof CONTROL_TYPES)[number];

/** Why there is none; keys of `editor.adding.noControl`. */
export type NoControl =
  | "oneDateRange"
  | "needsTime"
  | "needsText"
  | "needsNumber"
  | "needsTwo"
  | "needsField";

const isTime = ({ type }: DatasetInfo["dimensions"][number]) => type === "date" || type === "time";

/** @param dimension one chosen already, of `info` */
export function newControl(
  type: ControlType,
  info: DatasetInfo,
  spec: Pick<DashboardSpec, "controls">,
  words: { label: { en: string; ko: string } },
  dimension?: string,
): Control | NoControl {
  const open = info.dimensions.filter(({ masked }) => !masked);
  const chosen = open.find(({ name }) => name === dimension);
  const first = (fits: (one: DatasetInfo["dimensions"][number]) => boolean) =>
    chosen && fits(chosen) ? chosen : open.find(fits);
  const times = open.filter(isTime);
  const time = times.find(({ name }) => name === info.defaultTime) ?? times[0];
  const base = (wanted: string) => ({ name: freshControlName(spec, wanted), dataset: info.id });
  switch (type) {
    case "date_range":
      if (spec.controls.some((control) => control.type === "date_range")) return "oneDateRange";
      if (!time) return "needsTime";
      return { type, dimension: time.name, default: { from: "now-28d", to: "now-1d" } };
    case "select": {
      const found = first((one) => one.type === "string") ?? first(() => true);
      return found ? { type, ...base(found.name), dimension: found.name, default: [] } : "needsField";
    }
    case "text": {
      const found = first((one) => one.type === "string");
      return found ? { type, ...base(found.name), dimension: found.name } : "needsText";
    }
    case "number_range": {
      const found = first((one) => one.type === "number");
      return found ? { type, ...base(found.name), dimension: found.name } : "needsNumber";
    }
    case "toggle": {
      const found = first((one) => one.type === "string") ?? first(() => true);
      if (!found) return "needsField";
      const filters = [{ name: found.name, op: "is_not_null" as const, values: [] }];
      return { type, ...base("toggle"), label: words.label, filters };
    }
    case "dimension_switch": {
      const options = open.filter(({ type: kind }) => kind === "string").slice(0, 2);
      if (options.length < 2) return "needsTwo";
      const name = freshControlName(spec, "dimension");
      return { type, name, label: words.label, options: options.map((one) => one.name) };
    }
    case "metric_switch": {
      const options = info.measures.filter(({ masked }) => !masked).slice(0, 2);
      if (options.length < 2) return "needsTwo";
      const name = freshControlName(spec, "measure");
      return { type, name, label: words.label, options: options.map((one) => one.name) };
    }
    case "grain_switch":
      if (!time) return "needsTime";
      return {
        type,
        name: freshControlName(spec, "grain"),
        label: words.label,
        dimension: time.name,
        options: ["day", "week", "month"],
      };
  }
}
