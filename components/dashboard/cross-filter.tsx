"use client";

import { createContext, type ReactNode, use, useMemo, useOptimistic, useTransition } from "react";
import { useNavigation } from "@/components/dashboard/navigation";
import { chooseMark, replaceSource } from "@/lib/dashboards/choose-marks";
import type { Clock, ControlState } from "@/lib/dashboards/control-state";
import { type CrossCondition, type CrossFilter, isChosenOn, withCross } from "@/lib/dashboards/cross-filter";
import type { CrossSource } from "@/lib/dashboards/cross-sources";
import type { DrillFrom } from "@/lib/dashboards/drill-address";

export interface CrossFilterProps {
  filters: CrossFilter[];
  sources: CrossSource[];
  /** Of dimensions, by name. */
  labels: Record<string, string>;
  /** For what goes along to another dashboard. */
  state: ControlState;
  /** The server's present, ISO 8601. */
  now: string;
  timezone: string;
  calendar: NonNullable<Clock["calendar"]>;
  children: ReactNode;
}

interface Chosen extends Omit<CrossFilterProps, "children"> {
  /** Puts `conditions` in the place of what is chosen on a widget; without one, of everything. */
  set: (source: string | null, conditions: CrossCondition[]) => void;
}

const Context = createContext<Chosen | null>(null);

/** What is chosen on the widgets of a page: at once in its marks and chips, in the address, and in the others' data as it comes. */
export function CrossFilters({ children, ...given }: CrossFilterProps) {
  const { navigate } = useNavigation();
  const [, start] = useTransition();
  const [filters, show] = useOptimistic(given.filters);
  const { sources, labels, state, now, timezone, calendar } = given;
  const value = useMemo((): Chosen => {
    const set: Chosen["set"] = (source, conditions) =>
      start(() => {
        const next = source === null ? [] : replaceSource(filters, source, conditions);
        show(next);
        navigate(withCross(new URLSearchParams(window.location.search), next, source ?? undefined));
      });
    return { filters, sources, labels, state, now, timezone, calendar, set };
  }, [filters, sources, labels, state, now, timezone, calendar, show, navigate]);
  return <Context value={value}>{children}</Context>;
}

/** All of a page's; null where a page has none. */
export const useCrossFilters = (): Chosen | null => use(Context);

/** One widget's part in it. */
export interface WidgetCross {
  source: CrossSource;
  /** What is chosen on it. */
  chosen: readonly CrossCondition[];
  /** Chooses a mark, or lets it go. */
  choose: (mark: readonly CrossCondition[], add: boolean) => void;
  /** For where its marks lead. */
  from: Omit<DrillFrom, "mark">;
}

const NONE: readonly CrossCondition[] = [];

/** Null for a widget on which nothing can be chosen. */
export function useWidgetCross(id: string): WidgetCross | null {
  const all = useCrossFilters();
  return useMemo(() => {
    const source = all?.sources.find((one) => one.id === id);
    if (!all || !source) return null;
    const chosen = all.filters.find((filter) => isChosenOn(filter, id))?.conditions ?? NONE;
    const clock: Clock = { now: new Date(all.now), timezone: all.timezone, calendar: all.calendar };
    const from = {
      dataset: source.dataset,
      state: all.state,
      clock,
      chosen: all.filters.filter((filter) => !isChosenOn(filter, id)).flatMap(({ conditions }) => conditions),
    };
    return {
      source,
      chosen,
      choose: (mark, add) => {
        if (source.sends && mark.length > 0) all.set(id, chooseMark(chosen, mark, add));
      },
      from,
    };
  }, [all, id]);
}
