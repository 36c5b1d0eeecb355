"use client";

import { useTranslations } from "next-intl";
import { lazy, type MouseEvent, Suspense, useState } from "react";
import { type PlotClick, placeAt } from "@/components/chart/use-plot-pointer";
import type { WidgetCross } from "@/components/dashboard/cross-filter";
import { describePlace } from "@/lib/chart/describe-place";
import { markKeys } from "@/lib/chart/mark-keys";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { seriesAt } from "@/lib/chart/series-at";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";
import { markConditions } from "@/lib/dashboards/cross-sources";

/** Fetched when it is first asked for: most who read a chart never do. */
const MarkMenu = lazy(() => import("@/components/chart/mark-menu"));

interface OpenMenu {
  mark: CrossCondition[];
  at: { x: number; y: number };
  /** What had the focus. */
  back: Element | null;
}

/** Which bar of a place was met. */
function seriesUnder(chart: PreparedChart, place: number, event: MouseEvent<HTMLElement>): number | null {
  if (chart.view !== "axes") return null;
  const box = event.currentTarget.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  const along = (chart.horizontal ? y : x) * chart.categories.length;
  return seriesAt(chart, place, {
    across: along - place,
    up: chart.horizontal ? x : 1 - y,
    length: chart.horizontal ? box.height : box.width,
  });
}

/** What clicks, keys and the menu do with a chart's marks: they filter other widgets, or lead to other dashboards. */
export function useChosenMarks(chart: PreparedChart, cross: WidgetCross | null) {
  const t = useTranslations("dashboard.cross");
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const markOf = (place: number, series?: number | null): CrossCondition[] | null => {
    const keys = cross && markKeys(chart, place, series);
    return cross && keys ? markConditions(cross.source, keys) : null;
  };
  const open = (place: number, event: MouseEvent<HTMLElement>, series: number | null, byKey: boolean) => {
    const mark = markOf(place, series);
    if (!mark) return false;
    const box = event.currentTarget.getBoundingClientRect();
    const { at } = describePlace(chart, place);
    setMenu({
      mark,
      at: byKey
        ? { x: (at.x / 100) * box.width, y: (at.y / 100) * box.height }
        : { x: event.clientX - box.left, y: event.clientY - box.top },
      back: byKey ? document.activeElement : null,
    });
    return true;
  };

  return {
    chosenWord: t("chosen"),
    /** Whether a place can be chosen at all. */
    can: (place: number | null) => place !== null && cross?.source.sends === true && markOf(place) !== null,
    onClick: cross
      ? ({ event, place, first, touch }: PlotClick) => {
          if (first) return;
          const series = seriesUnder(chart, place, event);
          // A finger has no second button: with somewhere to go it is asked what it means.
          if (touch && cross.source.links.length > 0) open(place, event, series, false);
          else cross.choose(markOf(place, series) ?? [], event.ctrlKey || event.metaKey);
        }
      : null,
    /** Enter on the place that is walked to. */
    press: (place: number, add: boolean) => cross?.choose(markOf(place) ?? [], add),
    /** @param walked the place the keyboard is at */
    menuHandlers: (walked: number) => ({
      onContextMenu: (event: MouseEvent<HTMLElement>) => {
        const byKey = event.target instanceof HTMLInputElement;
        const place = byKey ? walked : placeAt(chart, event);
        if (place === null) return;
        if (open(place, event, byKey ? null : seriesUnder(chart, place, event), byKey))
          event.preventDefault();
      },
    }),
    menu:
      cross && menu ? (
        <div className="pointer-events-none absolute inset-0">
          <Suspense>
            <MarkMenu
              cross={cross}
              mark={menu.mark}
              at={menu.at}
              onClose={() => setMenu(null)}
              onFocus={() => menu.back instanceof HTMLElement && menu.back.focus()}
            />
          </Suspense>
        </div>
      ) : null,
  };
}
