"use client";

import { Calendar, Hash, Sigma, ToggleLeft, Type } from "lucide-react";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

const ICONS = {
  date: Calendar,
  time: Calendar,
  number: Hash,
  string: Type,
  boolean: ToggleLeft,
  sum: Hash,
  ratio: Sigma,
} as const;

export interface Field {
  name: string;
  label: string;
  description?: string | undefined;
  icon: keyof typeof ICONS;
}

export interface FieldRowProps {
  field: Field;
  chosen: boolean;
  onToggle: () => void;
  /** Pointed at or focused: what it means is shown below the list. */
  onLook: () => void;
}

/** A field of the dataset: one click chooses it or takes it away. */
export function FieldRow({ field, chosen, onToggle, onLook }: FieldRowProps) {
  const id = useId();
  const Icon = ICONS[field.icon];
  return (
    <li
      onPointerEnter={onLook}
      onFocus={onLook}
      className="flex h-7 items-center gap-2 rounded-tag px-1 hover:bg-hover pointer-coarse:h-11"
    >
      <Checkbox
        id={id}
        checked={chosen}
        onCheckedChange={onToggle}
        {...(field.description ? { "aria-describedby": `${id}about` } : {})}
      />
      <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <label htmlFor={id} className="min-w-0 flex-1 truncate text-12">
        {field.label}
      </label>
      {field.description ? (
        <span id={`${id}about`} hidden>
          {field.description}
        </span>
      ) : null}
    </li>
  );
}
