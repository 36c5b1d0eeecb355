"use client";

import { useId } from "react";
import type { FieldProps } from "@/components/dashboard/controls/field-control";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import type { ToggleField } from "@/lib/dashboards/controls/field";

/** Filters that are on or off together. */
export function ToggleControl({ field, info, onChange, className }: FieldProps<ToggleField>) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={cn(
        buttonVariants({ variant: field.on ? "active" : "secondary" }),
        "max-w-full justify-start font-normal",
        className,
      )}
    >
      <Switch id={id} checked={field.on} onCheckedChange={(on) => onChange({ ...field, on })} />
      <span className="truncate">{info.label}</span>
    </label>
  );
}
