"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import {
  FieldIcon,
  FieldMenu,
  type FieldMenuProps,
  fieldLabel,
} from "@/components/dashboard/editor/panel/field-menu";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";

export interface FieldSelectProps extends Omit<FieldMenuProps, "children" | "chosen"> {
  value: string | undefined;
  /** Beside the field: a unit of time. */
  beside?: React.ReactNode;
}

/** One field of a dataset, or none where that may be. */
export function FieldSelect({ label, value, beside, ...menu }: FieldSelectProps) {
  const id = useId();
  const { info, none } = menu;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span id={id} className="text-12 text-ink-2">
        {label}
      </span>
      <div className="flex gap-1.5">
        <FieldMenu label={label} chosen={value} {...menu}>
          <button
            type="button"
            aria-labelledby={`${id} ${id}value`}
            className={cn(
              fieldClasses,
              "flex h-7 min-w-0 flex-1 items-center gap-2 px-2 text-left text-12 pointer-coarse:h-11",
            )}
          >
            {value === undefined ? null : <FieldIcon info={info} name={value} />}
            <span
              id={`${id}value`}
              className={cn("min-w-0 flex-1 truncate", value === undefined && "text-ink-3")}
            >
              {value === undefined ? none : fieldLabel(info, value)}
            </span>
            <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-2" />
          </button>
        </FieldMenu>
        {beside}
      </div>
    </div>
  );
}
