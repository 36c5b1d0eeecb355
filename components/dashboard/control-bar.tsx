"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useOptimistic, useRef, useTransition } from "react";
import { CompareControl } from "@/components/dashboard/compare-control";
import { DateRangeControl } from "@/components/dashboard/date-range-control";
import { useNavigation } from "@/components/dashboard/navigation";
import { SelectControl } from "@/components/dashboard/select-control";
import { useShortcut } from "@/components/layout/use-shortcut";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { type ControlState, defaultControls, serializeControls } from "@/lib/dashboards/control-state";
import type { Control } from "@/lib/dashboards/schema";
import type { CalendarRules } from "@/lib/query/relative-date";

export interface ControlBarProps {
  controls: Control[];
  state: ControlState;
  /** Of each select control, by name. */
  labels: Record<string, string>;
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

/** The dashboard's filters: a bar of 44 px; on phones a button and a sheet. */
export function ControlBar({
  controls,
  state: given,
  labels,
  now,
  timezone,
  calendar,
  children,
  end,
}: ControlBarProps) {
  const t = useTranslations("dashboard");
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
  const active = state.selections.filter(({ values }) => values.length > 0).length;
  const changed = serializeControls({ controls }, state).size > 0;

  const fields = (className?: string) => (
    <>
      {state.range ? (
        <>
          <DateRangeControl
            range={state.range}
            now={now}
            timezone={timezone}
            calendar={calendar}
            {...(className ? { className } : {})}
            onChange={(range) => state.range && change({ range: { name: state.range.name, ...range } })}
          />
          <CompareControl
            compare={state.compare}
            {...(className ? { className } : {})}
            onChange={(compare) => change({ compare })}
          />
        </>
      ) : null}
      {state.selections.map((selection) => (
        <SelectControl
          key={selection.name}
          label={labels[selection.name] ?? selection.name}
          dataset={selection.dataset}
          dimension={selection.dimension}
          values={selection.values}
          {...(className ? { className } : {})}
          onChange={(values) =>
            change({
              selections: state.selections.map((one) =>
                one.name === selection.name ? { ...one, values } : one,
              ),
            })
          }
        />
      ))}
    </>
  );
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
