"use client";

import { LockedControl } from "@/components/dashboard/controls/locked-control";
import { NumberControl } from "@/components/dashboard/controls/number-control";
import { SelectControl } from "@/components/dashboard/controls/select-control";
import { SwitchControl } from "@/components/dashboard/controls/switch-control";
import { TextControl } from "@/components/dashboard/controls/text-control";
import { ToggleControl } from "@/components/dashboard/controls/toggle-control";
import type { ControlInfo } from "@/lib/dashboards/control-info";
import { isSwitch, type NamedControl } from "@/lib/dashboards/control-kinds";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { FieldState } from "@/lib/dashboards/controls/field";
import { type FieldWords, fieldTexts } from "@/lib/dashboards/field-text";

export interface FieldProps<Field extends FieldState> {
  field: Field;
  info: ControlInfo;
  words: FieldWords;
  onChange: (field: Field) => void;
  className?: string | undefined;
}

export interface FieldControlProps extends FieldProps<FieldState> {
  control: NamedControl;
  state: ControlState;
}

/** One of the dashboard's controls, as its kind wants it. */
export function FieldControl({ control, state, field, ...props }: FieldControlProps) {
  const { info, words, className } = props;
  if (control.locked)
    return (
      <LockedControl
        name={info.label}
        text={fieldTexts(field, info, words).join(", ")}
        className={className}
      />
    );
  if (field.type === "select" && control.type === "select")
    return <SelectControl {...props} control={control} state={state} field={field} />;
  if (field.type === "switch" && isSwitch(control))
    return <SwitchControl {...props} control={control} field={field} />;
  if (field.type === "text") return <TextControl {...props} field={field} />;
  if (field.type === "number_range") return <NumberControl {...props} field={field} />;
  if (field.type === "toggle") return <ToggleControl {...props} field={field} />;
  return null;
}
