"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ControlFieldsProps } from "@/components/dashboard/editor/panel/control-fields";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { PanelFault } from "@/components/dashboard/editor/panel/panel-text";
import { FilterValues } from "@/components/table/filter-values";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { NamedControl } from "@/lib/dashboards/control-kinds";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { Filter } from "@/lib/query/query";
import { knownColumns } from "@/lib/table/known-columns";

type SelectControl = Extract<NamedControl, { type: "select" }>;

/** How many values a select takes, and those it begins with, picked from the data. */
export function SelectDefault({
  control,
  info,
  set,
}: ControlFieldsProps<SelectControl> & { info: DatasetInfo | undefined }) {
  const t = useTranslations("editor.panels.control");
  const words = useTranslations("table");
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<{ text: string | null; over: SelectControl } | null>(null);
  // About the control as it was then: changed, it may be right.
  const wrong = fault?.over === control ? fault.text : null;
  const values = control.default;
  const columns = info ? knownColumns(info, [control.dimension]) : [];
  const column = columns.find(({ name }) => name === control.dimension);
  const write = (next: readonly (string | null)[]) => {
    const kept = control.multiple === false ? next.slice(0, 1) : next;
    setFault({ text: set({ default: [...kept] }), over: control });
  };
  const textOf = (value: string | null) =>
    value === null ? words("nothing") : value === "" ? words("emptyText") : value;
  const pick = (filter: Filter | undefined) => {
    setOpen(false);
    // A list of values alone is a default; what else the editor can say is none.
    if (filter && filter.op !== "in" && filter.op !== "eq" && filter.op !== "is_null")
      return setFault({ text: t("valuesOnly"), over: control });
    const picked = filter?.op === "is_null" ? [null] : (filter?.values ?? []);
    write(picked.map((value) => (value === null ? null : String(value))));
  };
  return (
    <>
      <PanelSection title={t("choice")}>
        <SwitchRow
          label={t("multiple")}
          checked={control.multiple !== false}
          onChange={(on) =>
            set(on ? { multiple: undefined } : { multiple: false, default: values.slice(0, 1) })
          }
        />
        <SwitchRow
          label={t("required")}
          hint={values.length === 0 ? t("requiredHint") : undefined}
          disabled={values.length === 0}
          checked={control.required === true}
          onChange={(on) => set({ required: on || undefined })}
        />
        <SwitchRow
          label={t("cascade")}
          hint={t("cascadeHint")}
          checked={control.cascade !== false}
          onChange={(on) => set({ cascade: on ? undefined : false })}
        />
      </PanelSection>
      <PanelSection title={t("default")} hint={values.length === 0 ? t("allValues") : undefined}>
        {values.length > 0 ? (
          <ul aria-label={t("default")} className="flex flex-wrap gap-1">
            {values.map((value) => (
              <li key={JSON.stringify(value)} className="min-w-0">
                <Chip
                  className="h-6"
                  removeLabel={t("removeValue", { value: textOf(value) })}
                  onRemove={() => write(values.filter((one) => one !== value))}
                >
                  {textOf(value)}
                </Chip>
              </li>
            ))}
          </ul>
        ) : null}
        {wrong ? <PanelFault>{wrong}</PanelFault> : null}
        {column ? (
          <Popover open={open} onOpenChange={setOpen}>
            <PopoverTrigger asChild>
              <Button className="self-start">{t("pickValues")}</Button>
            </PopoverTrigger>
            <PopoverContent aria-label={t("pickValues")} align="end" className="flex w-72 flex-col gap-2 p-3">
              <FilterValues
                column={column}
                filter={values.length > 0 ? { name: column.name, op: "in", values: [...values] } : undefined}
                base={{ dataset: control.dataset }}
                counter={columns.find((one) => one.countsRows)?.name}
                onApply={pick}
              />
            </PopoverContent>
          </Popover>
        ) : null}
      </PanelSection>
    </>
  );
}
