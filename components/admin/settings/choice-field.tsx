"use client";

import { type FieldPathByValue, useController } from "react-hook-form";
import type { SettingsFields, SettingsForm } from "@/components/admin/settings/settings-fields";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";

export interface ChoiceFieldProps {
  form: SettingsForm;
  name: FieldPathByValue<SettingsFields, string>;
  label: string;
  hint?: string;
  error: string | undefined;
  options: readonly { value: string; label: string }[];
}

/** One of a few, of which the first is the default. */
export function ChoiceField({ form, name, label, hint, error, options }: ChoiceFieldProps) {
  const { field } = useController({ control: form.control, name });
  return (
    <Field label={label} error={error} {...(hint ? { hint } : {})}>
      {(control) => (
        <Select value={field.value} onValueChange={field.onChange}>
          <SelectTrigger className="h-9 px-3 text-13" {...control} />
          <SelectContent>
            {options.map((option) => (
              <SelectItem key={option.value} value={option.value}>
                {option.label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}
