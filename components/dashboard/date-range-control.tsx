"use client";

import { Calendar } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ControlButton } from "@/components/dashboard/control-button";
import { presetOf, presetsFor } from "@/components/dashboard/date-presets";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { menuItemClasses } from "@/components/ui/menu-classes";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Locale } from "@/lib/format/format";
import { formatDateRange } from "@/lib/format/format-date";
import { type CalendarRules, resolveDay } from "@/lib/query/relative-date";

export interface DateRange {
  /** Dates or relative forms. */
  from: string;
  to: string;
}

export interface DateRangeControlProps {
  range: DateRange;
  /** The server's present, ISO 8601, so that both sides name the same days. */
  now: string;
  timezone: string;
  /** Where weeks and fiscal years begin. */
  calendar?: CalendarRules;
  onChange: (range: DateRange) => void;
  className?: string;
}

/** The dashboard's days: presets, or any two days. */
export function DateRangeControl({
  range,
  now,
  timezone,
  calendar,
  onChange,
  className,
}: DateRangeControlProps) {
  const t = useTranslations("dashboard");
  const locale: Locale = useLocale() === "en" ? "en" : "ko";
  const id = useId();
  const [open, setOpen] = useState(false);
  const present = new Date(now);
  const days = (of: DateRange) => ({
    from: resolveDay(of.from, "from", present, timezone, calendar) ?? of.from,
    to: resolveDay(of.to, "to", present, timezone, calendar) ?? of.to,
  });
  const resolved = days(range);
  const [custom, setCustom] = useState(resolved);
  const thisYear = Number((resolveDay("now", "to", present, timezone) ?? now).slice(0, 4));
  const write = (of: DateRange) => {
    const { from, to } = days(of);
    return formatDateRange(from, to, locale, thisYear);
  };
  const preset = presetOf(range);
  const reversed = custom.from !== "" && custom.to !== "" && custom.from > custom.to;

  const choose = (next: DateRange) => {
    setOpen(false);
    onChange({ from: next.from, to: next.to });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (custom.from && custom.to && !reversed) choose(custom);
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
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setCustom(resolved);
      }}
    >
      <PopoverTrigger asChild>
        <ControlButton
          icon={<Calendar aria-hidden className="text-ink-2" />}
          note={preset ? write(range) : ""}
          aria-label={`${t("range.label")}: ${preset ? t(`presets.${preset}`) : ""} ${write(range)}`}
          className={className}
        >
          {preset ? t(`presets.${preset}`) : write(range)}
        </ControlButton>
      </PopoverTrigger>
      <PopoverContent aria-label={t("range.label")} className="w-72 p-1">
        {presetsFor(calendar).map((one) => (
          <button
            key={one.name}
            type="button"
            aria-pressed={one.name === preset}
            onClick={() => choose(one)}
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
        <form onSubmit={submit} className="-mx-1 mt-1 flex flex-col gap-2 border-line border-t p-3">
          <p className="font-medium text-12">{t("range.custom")}</p>
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
      </PopoverContent>
    </Popover>
  );
}
