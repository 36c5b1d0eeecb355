"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SetControl } from "@/components/dashboard/editor/panel/control-fields";
import { FieldMenu, fieldLabel } from "@/components/dashboard/editor/panel/field-menu";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { isTimeField, PanelGrain } from "@/components/dashboard/editor/panel/panel-grain";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { useKeptPlace } from "@/components/dashboard/editor/panel/use-kept-place";
import { moveName, OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import { optionRef, optionValue, type SwitchControl } from "@/lib/dashboards/control-kinds";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { LocalText } from "@/lib/format/format";
import type { Grain } from "@/lib/query/query";

const MOST = 30;
type FieldSwitch = Exclude<SwitchControl, { type: "grain_switch" }>;
type Option = FieldSwitch["options"][number];

/** An option as short as it can be written. */
const optionOf = (name: string, label: LocalText | undefined, grain: Grain | undefined): Option =>
  label === undefined && grain === undefined
    ? name
    : { name, ...(label === undefined ? {} : { label }), ...(grain === undefined ? {} : { grain }) };

export interface SwitchOptionsProps {
  control: FieldSwitch;
  info: DatasetInfo;
  labelOf: (option: Option) => string;
  set: SetControl;
}

/** The fields a switch switches between, in order, each in its unit and under its own name where it has one. */
export function SwitchOptions({ control, info, labelOf, set }: SwitchOptionsProps) {
  const t = useTranslations("editor.panels.control");
  const options: readonly Option[] = control.options;
  const values = options.map(optionValue);
  const write = (next: readonly Option[], merge?: string) => {
    // What it began with may be called otherwise now, or be gone.
    const at = control.default === undefined ? -1 : values.indexOf(control.default);
    const kept = next.map(optionValue);
    const renamed = at >= 0 && next.length === options.length ? kept[at] : undefined;
    const start = control.default !== undefined && kept.includes(control.default) ? control.default : renamed;
    return set({ options: [...next], default: start }, merge);
  };
  const order = useListOrder((value, to) => {
    const moved = moveName(values, value, to);
    set({ options: moved.flatMap((one) => options[values.indexOf(one)] ?? []) });
  });
  const { list, keep } = useKeptPlace(values);
  const of = control.type === "metric_switch" ? "measures" : "dimensions";
  return (
    <PanelSection
      title={t("options")}
      action={
        <FieldMenu
          info={info}
          label={t("addOption")}
          of={of}
          only={(name) => !values.includes(name)}
          onPick={(name) => name !== undefined && write([...options, name])}
        >
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("addOption")}
            title={t("addOption")}
            disabled={options.length >= MOST}
          >
            <Plus aria-hidden />
          </Button>
        </FieldMenu>
      }
    >
      <ol ref={list} aria-label={t("options")} className="flex flex-col gap-2">
        {options.map((option, i) => {
          const { name, grain } = optionRef(control, option);
          const label = typeof option === "string" ? undefined : option.label;
          const replace = (next: Option, merge?: string) =>
            write(
              options.map((one, at) => (at === i ? next : one)),
              merge,
            );
          return (
            <OrderItem
              key={values[i]}
              order={order}
              name={values[i] ?? name}
              label={labelOf(option)}
              place={{ at: i, of: options.length }}
              className="h-auto items-start gap-1 rounded-2 border border-line p-2"
              end={
                <Button
                  variant="ghost"
                  size="icon-sm"
                  disabled={options.length <= 2}
                  aria-label={t("removeOption", { option: labelOf(option) })}
                  title={t("removeOption", { option: labelOf(option) })}
                  onClick={() => write(options.filter((_, at) => at !== i))}
                >
                  <X aria-hidden />
                </Button>
              }
            >
              <div className="flex min-w-0 flex-1 flex-col gap-1">
                <div className="flex items-center justify-between gap-1 text-12">
                  <span className="truncate font-medium">{fieldLabel(info, name)}</span>
                  {of === "dimensions" && isTimeField(info, name) ? (
                    <PanelGrain
                      info={info}
                      name={name}
                      grain={grain}
                      onGrain={(next) => {
                        keep(i);
                        replace(optionOf(name, label, next));
                      }}
                    />
                  ) : null}
                </div>
                <LocalTextField
                  label={t("optionLabel")}
                  optional
                  placeholder={fieldLabel(info, name)}
                  value={label}
                  onText={(text) => replace(optionOf(name, text, grain), `option ${values[i]}`)}
                />
              </div>
            </OrderItem>
          );
        })}
      </ol>
    </PanelSection>
  );
}
