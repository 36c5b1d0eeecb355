"use client";

import { useState } from "react";
import { ControlButton } from "@/components/dashboard/control-button";
import type { FieldProps } from "@/components/dashboard/controls/field-control";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { NumberField } from "@/lib/dashboards/controls/field";
import { fieldTexts } from "@/lib/dashboards/field-text";

const NumberEditor = componentOnDemand(() =>
  import("@/components/dashboard/controls/number-editor").then((part) => part.NumberEditor),
);

/** From one number to another, either end open. */
export function NumberControl({ field, info, words, onChange, className }: FieldProps<NumberField>) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <ControlButton name={info.label} className={className}>
          {fieldTexts(field, info, words).join(", ")}
        </ControlButton>
      </PopoverTrigger>
      <PopoverContent needs={[NumberEditor.part]} aria-label={info.label} className="w-64 p-2">
        <NumberEditor
          field={field}
          onApply={(bounds) => {
            setOpen(false);
            if (bounds.from !== field.from || bounds.to !== field.to) onChange({ ...field, ...bounds });
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
