"use client";

import { ChartColumn, ListFilter, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CompareControl } from "@/components/dashboard/compare-control";
import { DateRangeControl } from "@/components/dashboard/date-range-control";
import { ChartKindSelect } from "@/components/explore/chart-kind-select";
import { FieldPanel } from "@/components/explore/field-panel";
import type { Explore } from "@/components/explore/use-explore";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { PLACE_STEPS } from "@/lib/explore/explore-state";
import { type ChartSuggestion, chosenChart } from "@/lib/explore/suggest-chart";
import type { CalendarRules } from "@/lib/query/relative-date";

export interface ExploreBarProps {
  info: DatasetInfo;
  explore: Explore;
  charts: ChartSuggestion;
  /** The server's present, ISO 8601. */
  now: string;
  timezone: string;
  calendar: CalendarRules;
  children?: ReactNode;
}

/** Days, comparison, table or chart; below 1024 px the fields too, in a sheet. */
export function ExploreBar({ info, explore, charts, now, timezone, calendar, children }: ExploreBarProps) {
  const t = useTranslations("explore");
  const { state, change } = explore;
  const { range, compare } = state.controls;
  const drawn = chosenChart(charts, state.kind);
  const spec = drawn?.draws.spec;
  const places = spec && "top" in spec ? spec.top : undefined;
  return (
    <section
      aria-label={t("bar")}
      data-print="hide"
      className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2"
    >
      <Sheet>
        <SheetTrigger asChild>
          <Button className="lg:hidden">
            <ListFilter aria-hidden />
            {t("fields")}
          </Button>
        </SheetTrigger>
        <SheetContent side="left" title={t("fields")} className="w-[320px]">
          <FieldPanel info={info} explore={explore} />
        </SheetContent>
      </Sheet>
      {range ? (
        <>
          <DateRangeControl
            range={range}
            now={now}
            timezone={timezone}
            calendar={calendar}
            onChange={(days) =>
              change({ controls: { ...state.controls, range: { name: range.name, ...days } } })
            }
          />
          <CompareControl
            compare={compare}
            onChange={(next) => change({ controls: { ...state.controls, compare: next } })}
          />
        </>
      ) : null}
      <Segmented
        label={t("show")}
        value={state.show}
        options={[
          {
            value: "table",
            label: (
              <>
                <Table2 aria-hidden />
                {t("table")}
              </>
            ),
          },
          {
            value: "chart",
            label: (
              <>
                <ChartColumn aria-hidden />
                {t("chart")}
              </>
            ),
          },
        ]}
        onValueChange={(show) => change({ show })}
      />
      {state.show === "chart" ? (
        <ChartKindSelect charts={charts} drawn={drawn?.kind ?? null} onKind={(kind) => change({ kind })} />
      ) : null}
      {state.show === "chart" && places !== undefined ? (
        <label className="flex items-center gap-2 text-12">
          <span className="text-ink-2">{t("top")}</span>
          <select
            value={places}
            onChange={(event) => {
              const chosen = PLACE_STEPS.find((one) => String(one) === event.target.value);
              if (chosen) change({ top: chosen });
            }}
            className={cn(fieldClasses, "h-7 w-16 px-1.5 text-12 pointer-coarse:h-11")}
          >
            {PLACE_STEPS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </section>
  );
}
