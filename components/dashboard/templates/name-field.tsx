"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface NameFieldProps {
  value: string;
  error: string | undefined;
  onValueChange: (value: string) => void;
}

/** What the new dashboard is called. */
export function NameField({ value, error, onValueChange }: NameFieldProps) {
  const t = useTranslations("templates");
  return (
    <Field label={t("name")} error={error}>
      {(control) => (
        <Input
          {...control}
          size="lg"
          autoComplete="off"
          maxLength={200}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}
