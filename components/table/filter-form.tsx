"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldClasses, Input, type InputProps } from "@/components/ui/input";
import type { Filter } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

export interface FilterFormProps {
  column: KnownColumn;
  /** The column's present filter, if it has one. */
  filter: Filter | undefined;
  /** Undefined takes the filter away. */
  onApply: (filter: Filter | undefined) => void;
}

/** What is asked of the column, by name. The browser's own list: it is right on a phone too. */
export function FilterMode<T extends string>({
  value,
  options,
  onChange,
}: {
  value: T;
  /** Names by value; under a heading where there is one. */
  options: readonly { value: T; label: string; group?: string }[];
  onChange: (value: T) => void;
}) {
  const t = useTranslations("table");
  const groups = [...new Set(options.map(({ group }) => group))];
  const listed = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ));
  return (
    <select
      aria-label={t("filterMode")}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
      className={cn(fieldClasses, "h-7 w-full px-1.5 text-12 pointer-coarse:h-11")}
    >
      {groups.map((group) =>
        group === undefined ? (
          listed(group)
        ) : (
          <optgroup key={group} label={group}>
            {listed(group)}
          </optgroup>
        ),
      )}
    </select>
  );
}

export interface FilterFieldProps extends Omit<InputProps, "id"> {
  label: string;
  /** Behind the field: what its numbers are. */
  unit?: string;
  /** What is wrong with it, and what would be right. */
  error: string | undefined;
  /** Where that is said instead of below the field: an element's id. */
  faultId?: string;
}

/** One field of a filter, its fault below it. */
export function FilterField({ label, unit, error, faultId, ...input }: FilterFieldProps) {
  const id = useId();
  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={id} className="mb-1 block text-11 text-ink-2">
        {label}
        {unit ? <span className="text-ink-3"> {unit}</span> : null}
      </label>
      <Input
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error ? (faultId ?? `${id}error`) : undefined}
        autoComplete="off"
        {...input}
      />
      {error && !faultId ? <FilterFault id={`${id}error`}>{error}</FilterFault> : null}
    </div>
  );
}

/** What is wrong, in one sentence. */
export function FilterFault({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="mt-1 flex items-start gap-1 text-11 text-neg">
      <CircleAlert aria-hidden className="mt-px size-3 shrink-0" />
      {children}
    </p>
  );
}

/** Apply and clear, at the foot of a filter. */
export function FilterButtons({ active, onClear }: { active: boolean; onClear: () => void }) {
  const t = useTranslations("table");
  return (
    // A menu may be longer than its room: what applies the filter stays in sight.
    <div className="sticky bottom-0 -mx-1 flex justify-end gap-2 bg-surface px-1 py-1">
      {active ? (
        <Button variant="ghost" size="sm" onClick={onClear}>
          {t("clear")}
        </Button>
      ) : null}
      <Button type="submit" variant="primary" size="sm">
        {t("apply")}
      </Button>
    </div>
  );
}
