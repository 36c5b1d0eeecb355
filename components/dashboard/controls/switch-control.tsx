"use client";

import { ControlButton } from "@/components/dashboard/control-button";
import type { FieldProps } from "@/components/dashboard/controls/field-control";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Segmented } from "@/components/ui/segmented";
import type { SwitchControl as Control } from "@/lib/dashboards/control-kinds";
import type { SwitchField } from "@/lib/dashboards/controls/field";
import { chooseOption } from "@/lib/dashboards/controls/switch-field";

/** So many options, with so many letters, lie side by side; more go into a menu. */
const MOST_SEGMENTS = 4;
const MOST_LETTERS = 32;

/** Which dimension, measure or grain the widgets show. */
export function SwitchControl({
  control,
  field,
  info,
  onChange,
  className,
}: FieldProps<SwitchField> & { control: Control }) {
  const options = info.options ?? [];
  const choose = (value: string) => {
    const next = chooseOption(control, value);
    if (next && value !== field.value) onChange(next);
  };
  const letters = options.reduce((sum, { label }) => sum + label.length, 0);
  if (options.length <= MOST_SEGMENTS && letters <= MOST_LETTERS)
    return (
      <div className={cn("inline-flex items-center gap-1.5", className)}>
        <span aria-hidden className="shrink-0 text-12 text-ink-2">
          {info.label}
        </span>
        <Segmented
          label={info.label}
          value={field.value}
          options={options}
          onValueChange={choose}
          className="h-7 items-center pointer-coarse:ml-auto pointer-coarse:h-11"
        />
      </div>
    );
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <ControlButton name={info.label} className={className}>
          {options.find(({ value }) => value === field.value)?.label ?? field.value}
        </ControlButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup value={field.value} onValueChange={choose}>
          {options.map(({ value, label }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
