"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { FilterButtons, FilterField, type FilterFormProps, FilterMode } from "@/components/table/filter-form";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { isDay, isRelativeDay } from "@/lib/query/relative-date";
import {
  DATE_FILTER_PRESET_NAMES,
  type DateFilterPreset,
  dateFilter,
  LAST_UNITS,
  type LastUnit,
  MOST_LAST,
  readDateFilter,
} from "@/lib/table/date-filter";

type Mode = DateFilterPreset | "last" | "range" | "is_null" | "is_not_null";
const GROUPS: readonly { group: "days" | "weeks" | "months" | "years"; presets: RegExp }[] = [
  { group: "days", presets: /^(today|yesterday|last\d+)$/ },
  { group: "weeks", presets: /Week$/ },
  { group: "months", presets: /(Month|Quarter)$/ },
  { group: "years", presets: /Year$/ },
];

/** Days: presets that move with the calendar, the last so many, or any two days. */
export function FilterDates({ column, filter, onApply }: FilterFormProps) {
  const t = useTranslations("table");
  const id = useId();
  const [start] = useState(() => (filter ? readDateFilter(filter) : null));
  const [mode, setMode] = useState<Mode>(
    start?.kind === "preset"
      ? start.name
      : start?.kind === "null"
        ? start.negate
          ? "is_not_null"
          : "is_null"
        : (start?.kind ?? (filter ? "range" : "last28")),
  );
  const [count, setCount] = useState(start?.kind === "last" ? String(start.count) : "14");
  const [unit, setUnit] = useState<LastUnit>(start?.kind === "last" ? start.unit : "d");
  const [including, setIncluding] = useState(start?.kind === "last" && start.including);
  const [from, setFrom] = useState(start?.kind === "range" ? start.from : "");
  const [to, setTo] = useState(start?.kind === "range" ? start.to : "");
  const [tried, setTried] = useState(false);

  const number = /^\s*\d{1,5}\s*$/.test(count) ? Number(count) : 0;
  const badCount = number < 1 ? t("fault.count", { field: t("dates.count"), most: MOST_LAST }) : undefined;
  const badOrder = from && to && isDay(from) && isDay(to) && from > to ? t("fault.days") : undefined;
  const badRange = !from && !to ? t("fault.noDays") : badOrder;

  const apply = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { name } = column;
    if (mode === "last") {
      if (!badCount) onApply(dateFilter(name, { kind: "last", count: number, unit, including }));
    } else if (mode === "range") {
      if (!badRange) onApply(dateFilter(name, { kind: "range", from, to }));
    } else if (mode === "is_null" || mode === "is_not_null")
      onApply(dateFilter(name, { kind: "null", negate: mode === "is_not_null" }));
    else onApply(dateFilter(name, { kind: "preset", name: mode }));
  };
  const day = (side: "from" | "to") => {
    const value = side === "from" ? from : to;
    return (
      <FilterField
        label={t(side)}
        // A relative end from an address is no calendar day: it is shown as it was written.
        type={isRelativeDay(value) ? "text" : "date"}
        value={value}
        error={tried && side === "to" ? badRange : undefined}
        onChange={(event) => (side === "from" ? setFrom : setTo)(event.target.value)}
      />
    );
  };
  return (
    <form onSubmit={apply} className="flex flex-col gap-2" noValidate>
      <FilterMode<Mode>
        value={mode}
        options={[
          ...GROUPS.flatMap(({ group, presets }) =>
            DATE_FILTER_PRESET_NAMES.filter((name) => presets.test(name)).map((name) => ({
              value: name,
              label: t(`dates.presets.${name}`),
              group: t(`dates.groups.${group}`),
            })),
          ),
          { value: "last" as const, label: t("dates.last"), group: t("dates.groups.own") },
          { value: "range" as const, label: t("dates.range"), group: t("dates.groups.own") },
          { value: "is_null" as const, label: t("modes.is_null"), group: t("dates.groups.values") },
          { value: "is_not_null" as const, label: t("modes.is_not_null"), group: t("dates.groups.values") },
        ]}
        onChange={setMode}
      />
      {mode === "last" ? (
        <>
          <div className="flex items-start gap-2">
            <FilterField
              label={t("dates.count")}
              inputMode="numeric"
              value={count}
              error={tried ? badCount : undefined}
              onChange={(event) => setCount(event.target.value)}
            />
            <div className="flex-1">
              <label htmlFor={`${id}unit`} className="mb-1 block text-11 text-ink-2">
                {t("dates.unit")}
              </label>
              <select
                id={`${id}unit`}
                value={unit}
                onChange={(event) => setUnit(LAST_UNITS.find((one) => one === event.target.value) ?? "d")}
                className={cn(fieldClasses, "h-7 w-full px-1.5 text-12 pointer-coarse:h-11")}
              >
                {LAST_UNITS.map((one) => (
                  <option key={one} value={one}>
                    {t(`dates.units.${one}`)}
                  </option>
                ))}
              </select>
            </div>
          </div>
          <label className="flex min-h-6 items-center gap-2 text-12 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={including}
              onChange={(event) => setIncluding(event.target.checked)}
            />
            {t(`dates.including.${unit}`)}
          </label>
        </>
      ) : null}
      {mode === "range" ? (
        <div className="flex flex-col gap-2">
          {day("from")}
          {day("to")}
        </div>
      ) : null}
      <FilterButtons active={filter !== undefined} onClear={() => onApply(undefined)} />
    </form>
  );
}
