"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { type DatePreset, presetsFor } from "@/components/dashboard/date-presets";
import type { DateRange } from "@/components/dashboard/date-range-control";
import { LastDaysForm } from "@/components/dashboard/last-days-form";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { menuItemClasses } from "@/components/ui/menu-classes";
import type { CalendarRules } from "@/lib/query/relative-date";

export interface DateRangeFormProps {
  /** In force, as the address says it. */
  range: DateRange;
  /** Its days. */
  days: DateRange;
  preset: DatePreset | null;
  calendar: CalendarRules | undefined;
  /** The days of a range, as people read them. */
  write: (range: DateRange) => string;
  onChoose: (range: DateRange) => void;
}

/** Presets, the last so many days, and any two days. */
export function DateRangeForm({ range, days, preset, calendar, write, onChoose }: DateRangeFormProps) {
  const t = useTranslations("dashboard");
  const id = useId();
  const [custom, setCustom] = useState(days);
  const reversed = custom.from !== "" && custom.to !== "" && custom.from > custom.to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (custom.from && custom.to && !reversed) onChoose(custom);
  };
  const day = (side: "from" | "to") => (
    <div className="min-w-0 flex-1">
      <label htmlFor={`${id}${side}`} className="mb-1 block text-11 text-ink-2">
        {t(`range.${side}`)}
      </label>
      <Input
        id={`${id}${side}`}
        type="date"
        required
        value={custom[side]}
        aria-invalid={reversed || undefined}
        aria-describedby={reversed ? `${id}reversed` : undefined}
        onChange={(event) => setCustom({ ...custom, [side]: event.target.value })}
      />
    </div>
  );

  return (
    <>
      {presetsFor(calendar).map((one) => (
        <button
          key={one.name}
          type="button"
          aria-pressed={one.name === preset}
          onClick={() => onChoose(one)}
          className={cn(
            menuItemClasses,
            "justify-between hover:bg-hover focus-visible:bg-hover",
            one.name === preset && "bg-accent-soft font-medium text-accent",
          )}
        >
          {t(`presets.${one.name}`)}
          <span className={cn("text-11", one.name === preset ? "" : "text-ink-3")}>{write(one)}</span>
        </button>
      ))}
      <LastDaysForm range={range} onChoose={onChoose} />
      <form
        aria-labelledby={`${id}custom`}
        onSubmit={submit}
        className="-mx-1 mt-1 flex flex-col gap-2 border-line border-t p-3"
      >
        <p id={`${id}custom`} className="font-medium text-12">
          {t("range.custom")}
        </p>
        <div className="flex gap-2 pointer-coarse:flex-col">
          {day("from")}
          {day("to")}
        </div>
        {reversed ? (
          <p id={`${id}reversed`} className="text-11 text-neg">
            {t("range.reversed")}
          </p>
        ) : null}
        <Button type="submit" variant="primary" size="sm" className="self-end" disabled={reversed}>
          {t("range.apply")}
        </Button>
      </form>
    </>
  );
}
