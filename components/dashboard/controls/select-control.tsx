"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ControlButton } from "@/components/dashboard/control-button";
import type { FieldProps } from "@/components/dashboard/controls/field-control";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cascadeBase } from "@/lib/dashboards/cascade";
import type { NamedControl } from "@/lib/dashboards/control-kinds";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { SelectField } from "@/lib/dashboards/controls/field";
import { fieldTexts } from "@/lib/dashboards/field-text";

const SelectEditor = componentOnDemand(() =>
  import("@/components/dashboard/controls/select-editor").then((part) => part.SelectEditor),
);

export interface SelectControlProps extends FieldProps<SelectField> {
  control: Extract<NamedControl, { type: "select" }>;
  state: ControlState;
}

/** Values of one dimension. Several are applied when it closes, so that ticking five asks once; a single one at once. */
export function SelectControl({
  control,
  state,
  field,
  info,
  words,
  onChange,
  className,
}: SelectControlProps) {
  const t = useTranslations("dashboard");
  const { values } = field;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly SelectField["values"][number][]>(values);
  const texts = fieldTexts(field, info, words);
  const { required = false, multiple = true } = control;

  const finish = (next: typeof chosen) => {
    setOpen(false);
    const same = next.length === values.length && next.every((value) => values.includes(value));
    if (!same && !(required && next.length === 0)) onChange({ ...field, values: [...next] });
  };

  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        if (!next) return finish(multiple ? chosen : values);
        setChosen(values);
        setOpen(true);
      }}
    >
      <PopoverTrigger asChild>
        <ControlButton name={info.label} className={className}>
          {texts.length <= 2
            ? texts.join(", ")
            : t("select.some", { first: texts[0] ?? "", count: texts.length - 1 })}
        </ControlButton>
      </PopoverTrigger>
      <PopoverContent
        needs={[SelectEditor.part]}
        aria-label={info.label}
        // Escape gives up what was ticked; anything else that closes applies it.
        onEscapeKeyDown={(event) => {
          event.preventDefault();
          finish(values);
        }}
        className="flex w-64 flex-col p-2"
      >
        <SelectEditor
          base={cascadeBase(control, state, info.ranged ?? false)}
          {...{ field, info, words, multiple, required, chosen }}
          onChosen={setChosen}
          onFinish={finish}
        />
      </PopoverContent>
    </Popover>
  );
}
