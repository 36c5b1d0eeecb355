"use client";

import { Calendar } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ControlButton } from "@/components/dashboard/control-button";
import { presetOf } from "@/components/dashboard/date-presets";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { formatDateRange } from "@/lib/format/format-date";
import { type CalendarRules, resolveDay } from "@/lib/query/relative-date";

const DateRangeForm = componentOnDemand(() =>
  import("@/components/dashboard/date-range-form").then((part) => part.DateRangeForm),
);

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
  const locale = useViewerLocale();
  const [open, setOpen] = useState(false);
  const present = new Date(now);
  const days = (of: DateRange) => ({
    from: resolveDay(of.from, "from", present, timezone, calendar) ?? of.from,
    to: resolveDay(of.to, "to", present, timezone, calendar) ?? of.to,
  });
  const resolved = days(range);
  const thisYear = Number((resolveDay("now", "to", present, timezone) ?? now).slice(0, 4));
  const write = (of: DateRange) => {
    const { from, to } = days(of);
    return formatDateRange(from, to, locale, thisYear);
  };
  const preset = presetOf(range);
  const choose = (next: DateRange) => {
    setOpen(false);
    onChange({ from: next.from, to: next.to });
  };

  return (
    <Popover open={open} onOpenChange={setOpen}>
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
      <PopoverContent needs={[DateRangeForm.part]} aria-label={t("range.label")} className="w-72 p-1">
        <DateRangeForm
          range={range}
          days={resolved}
          preset={preset}
          calendar={calendar}
          write={write}
          onChoose={choose}
        />
      </PopoverContent>
    </Popover>
  );
}
