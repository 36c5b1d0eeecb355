"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { DateRange } from "@/components/dashboard/date-range-control";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldClasses, Input } from "@/components/ui/input";
import { LAST_UNITS, type LastDays, lastDays, MOST_LAST, namedRange } from "@/lib/table/date-filter";

const START: LastDays = { count: 14, unit: "d", including: false };

/** The last so many days, whole weeks or months: days that move with the calendar. */
export function LastDaysForm({
  range,
  onChoose,
}: {
  range: DateRange;
  onChoose: (range: DateRange) => void;
}) {
  const t = useTranslations("table");
  const id = useId();
  const [last, setLast] = useState<LastDays>(() => {
    const named = namedRange(range.from, range.to);
    return named?.kind === "last" ? named : START;
  });
  const [text, setText] = useState(String(last.count));
  const [tried, setTried] = useState(false);
  const count = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  const fault = count < 1 ? t("fault.count", { field: t("dates.count"), most: MOST_LAST }) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault !== null) return;
    const [from, to] = lastDays({ ...last, count });
    onChoose({ from, to });
  };
  return (
    <form
      aria-labelledby={`${id}title`}
      onSubmit={submit}
      noValidate
      className="-mx-1 mt-1 flex flex-col gap-2 border-line border-t p-3 pb-2"
    >
      <p id={`${id}title`} className="font-medium text-12">
        {t("dates.last")}
      </p>
      <div className="flex items-center gap-2">
        <Input
          aria-label={t("dates.count")}
          inputMode="numeric"
          value={text}
          aria-invalid={(tried && fault !== null) || undefined}
          aria-describedby={tried && fault !== null ? `${id}fault` : undefined}
          onChange={(event) => setText(event.target.value)}
          className="w-16"
        />
        <select
          aria-label={t("dates.unit")}
          value={last.unit}
          onChange={(event) => {
            const unit = LAST_UNITS.find((one) => one === event.target.value) ?? "d";
            setLast({ ...last, unit });
          }}
          className={cn(fieldClasses, "h-7 min-w-0 flex-1 px-1.5 text-12 pointer-coarse:h-11")}
        >
          {LAST_UNITS.map((one) => (
            <option key={one} value={one}>
              {t(`dates.units.${one}`)}
            </option>
          ))}
        </select>
        <Button type="submit" size="sm">
          {t("apply")}
        </Button>
      </div>
      <label className="flex items-center gap-2 text-12">
        <input
          type="checkbox"
          checked={last.including}
          onChange={(event) => setLast({ ...last, including: event.target.checked })}
          className="size-3.5 accent-(--accent)"
        />
        {t(`dates.including.${last.unit}`)}
      </label>
      {tried && fault !== null ? (
        <p id={`${id}fault`} className="text-11 text-neg">
          {fault}
        </p>
      ) : null}
    </form>
  );
}
