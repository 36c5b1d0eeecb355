"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { isSwitchName } from "@/lib/editor/switch-fields";
import type { Grain } from "@/lib/query/query";
import { GRAINS, wordOf } from "@/lib/query/query-words";
import { takesGrain } from "@/lib/table/table-pivot";

/** Whether a field is put together by a unit of time that one may choose here: a switch brings its own. */
export const isTimeField = (info: DatasetInfo, name: string | undefined): boolean =>
  name !== undefined &&
  !isSwitchName(name) &&
  info.dimensions.some((one) => one.name === name && (one.type === "date" || one.type === "time"));

export interface PanelGrainProps {
  info: DatasetInfo;
  name: string;
  grain: Grain | undefined;
  onGrain: (grain: Grain | undefined) => void;
}

/** The unit of a field of time; none: as its values are. */
export function PanelGrain({ info, name, grain, onGrain }: PanelGrainProps) {
  const t = useTranslations("table.pivot");
  const words = useTranslations("editor.panels.fields");
  const field = info.dimensions.find((one) => one.name === name);
  if (!field) return null;
  return (
    <select
      aria-label={t("grainOf", { column: field.label })}
      value={grain ?? ""}
      onChange={(event) => onGrain(wordOf(GRAINS, event.target.value))}
      className={cn(fieldClasses, "h-7 w-20 shrink-0 px-1 text-12 pointer-coarse:h-11")}
    >
      <option value="">{words("noGrain")}</option>
      {GRAINS.filter((one) => takesGrain(field.type, one)).map((one) => (
        <option key={one} value={one}>
          {t(`grains.${one}`)}
        </option>
      ))}
    </select>
  );
}
