"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useOptimistic, useRef, useTransition } from "react";
import { CompareControl } from "@/components/dashboard/compare-control";
import { FieldControl } from "@/components/dashboard/controls/field-control-part";
import { LockedControl } from "@/components/dashboard/controls/locked-control";
import { useFieldWords } from "@/components/dashboard/controls/use-field-words";
import { DateRangeControl } from "@/components/dashboard/date-range-control";
import { useNavigation } from "@/components/dashboard/navigation";
import { useShortcut } from "@/components/layout/use-shortcut";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import type { Control } from "@/lib/dashboards/control";
import type { ControlInfo } from "@/lib/dashboards/control-info";
import type { RangeControl } from "@/lib/dashboards/control-kinds";
import { type ControlState, defaultControls, serializeControls } from "@/lib/dashboards/control-state";
import { isFilled } from "@/lib/dashboards/field-text";
import type { Locale } from "@/lib/format/format";
import { formatDateRange } from "@/lib/format/format-date";
import { type CalendarRules, resolveDay } from "@/lib/query/relative-date";

export interface ControlBarProps {
  controls: Control[];
  state: ControlState;
  /** By name. */
  infos: Record<string, ControlInfo>;
  /** The server's present, ISO 8601. */
  now: string;
  timezone: string;
  calendar?: CalendarRules;
  /** On phones, beside the button that opens the filters. */
  children?: ReactNode;
  /** Behind the controls; on phones below them. */
  end?: ReactNode;
}

/** Parameters that are not the controls' own stay; every table goes back to its first page. */
function withControls(controls: Control[], state: ControlState): URLSearchParams {
  const next = new URLSearchParams(
    [...new URLSearchParams(window.location.search)].filter(
      ([param]) =>
        !(
          param === "from" ||
          param === "to" ||
          param === "compare" ||
          param.startsWith("f.") ||
          /^t\.[^.]+\.page$/.test(param)
        ),
    ),
  );
  for (const [param, value] of serializeControls({ controls }, state)) next.append(param, value);
  return next;
}

/** The days of a range, written out. */
function rangeText(
  { from, to }: { from: string; to: string },
  { now, timezone, calendar }: Pick<ControlBarProps, "now" | "timezone" | "calendar">,
  locale: Locale,
): string {
  const present = new Date(now);
  const first = resolveDay(from, "from", present, timezone, calendar) ?? from;
  const last = resolveDay(to, "to", present, timezone, calendar) ?? to;
  const year = Number((resolveDay("now", "to", present, timezone) ?? now).slice(0, 4));
  return formatDateRange(first, last, locale, year);
}

/** The dashboard's filters: a bar of 44 px; on phones a button and a sheet. */
export function ControlBar({
  controls,
  state: given,
  infos,
  now,
  timezone,
  calendar,
  children,
  end,
}: ControlBarProps) {
  const t = useTranslations("dashboard");
  const locale = useViewerLocale();
  const { navigate } = useNavigation();
  const [, start] = useTransition();
  const bar = useRef<HTMLElement>(null);
  useShortcut("filter", () => {
    // Of the wide bar and the phone's button one is hidden.
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])];
    buttons.find((button) => button.checkVisibility())?.focus();
  });
  // The chosen value shows at once, while its data is still on the way.
  const [state, show] = useOptimistic(given);
  const change = (fields: Partial<ControlState>) =>
    start(() => {
      const next = { ...state, ...fields };
      show(next);
      navigate(withControls(controls, next));
    });
  const standard = defaultControls({ controls });
  const words = useFieldWords();
  const active = state.fields.filter(isFilled).length;
  const changed = serializeControls({ controls }, state).size > 0;

  const dates = (control: RangeControl, className?: string) => {
    const { range } = state;
    if (!range) return null;
    const place = className ? { className } : {};
    if (control.locked)
      return (
        <LockedControl
          key="date"
          name={t("range.label")}
          text={rangeText(range, { now, timezone, calendar }, locale)}
          {...place}
        />
      );
    return (
      <Fragment key="date">
        <DateRangeControl
          range={range}
          now={now}
          timezone={timezone}
          calendar={calendar}
          {...place}
          onChange={(days) => change({ range: { name: range.name, ...days } })}
        />
        <CompareControl compare={state.compare} {...place} onChange={(compare) => change({ compare })} />
      </Fragment>
    );
  };
  // The period first, as everything depends on it; the others as the document has them.
  const ordered = [
    ...controls.filter(({ type }) => type === "date_range"),
    ...controls.filter(({ type }) => type !== "date_range"),
  ];
  const fields = (className?: string) =>
    ordered.map((control) => {
      if (control.type === "date_range") return dates(control, className);
      const field = state.fields.find(({ name }) => name === control.name);
      if (!field) return null;
      return (
        <FieldControl
          key={control.name}
          control={control}
          state={state}
          field={field}
          info={infos[control.name] ?? { label: control.name }}
          words={words}
          className={className}
          onChange={(next) =>
            change({ fields: state.fields.map((one) => (one.name === next.name ? next : one)) })
          }
        />
      );
    });
  const clear = changed ? (
    <Button variant="ghost" onClick={() => change(standard)}>
      {t("clearControls")}
    </Button>
  ) : null;

  return (
    <section
      ref={bar}
      aria-label={t("controls")}
      data-print="hide"
      className="sticky top-12 z-20 border-line border-b bg-surface md:top-11"
    >
      <div className="hidden min-h-11 flex-wrap items-center gap-2 px-4 py-2 md:flex">
        {fields()}
        {end}
        <div className="ml-auto">{clear}</div>
      </div>
      <div className="flex items-center gap-2 px-4 py-1.5 md:hidden">
        <div className="min-w-0 flex-1">{children}</div>
        <Sheet>
          <SheetTrigger asChild>
            <Button className="h-11">
              <SlidersHorizontal aria-hidden />
              {t("filters")}
              {active > 0 ? <Badge tone="accent">{active}</Badge> : null}
            </Button>
          </SheetTrigger>
          <SheetContent side="bottom" title={t("filters")}>
            <div className="flex flex-col gap-2 overflow-y-auto p-4 pb-8">
              {fields("h-11 w-full")}
              {clear}
            </div>
          </SheetContent>
        </Sheet>
      </div>
      {end ? <div className="px-4 pb-1.5 empty:hidden md:hidden">{end}</div> : null}
    </section>
  );
}
