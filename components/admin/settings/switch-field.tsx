"use client";

import { useId } from "react";
import { type FieldPathByValue, useController } from "react-hook-form";
import type { SettingsFields, SettingsForm } from "@/components/admin/settings/settings-fields";
import { Switch } from "@/components/ui/switch";

export interface SwitchFieldProps {
  form: SettingsForm;
  name: FieldPathByValue<SettingsFields, boolean>;
  label: string;
  /** What follows from the present choice. */
  about: (on: boolean) => string;
}

/** On or off, with a line that says what that means. */
export function SwitchField({ form, name, label, about }: SwitchFieldProps) {
  const id = useId();
  const { field } = useController({ control: form.control, name });
  return (
    <div className="flex items-start gap-3">
      <Switch
        id={id}
        checked={field.value}
        onCheckedChange={field.onChange}
        aria-describedby={`${id}-about`}
        className="mt-0.5 pointer-coarse:mt-1"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-13">
          {label}
        </label>
        <p id={`${id}-about`} className="text-12 text-ink-2">
          {about(field.value)}
        </p>
      </div>
    </div>
  );
}
