"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useMemo } from "react";
import { useEditor } from "@/components/dashboard/editor/editor-store";
import { controlInfos } from "@/lib/dashboards/control-info";
import { type ControlState, parseControls } from "@/lib/dashboards/control-state";
import { switchedText } from "@/lib/dashboards/field-text";
import { findUnknownNames } from "@/lib/dashboards/find-unknown-names";
import type { Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { FieldIssue } from "@/lib/errors";
import { type Locale, type LocalText, localText } from "@/lib/format/format";
import { type CalendarRules, resolveDay } from "@/lib/query/relative-date";

export interface EditorClock {
  /** The server's present, ISO 8601. */
  now: string;
  locale: Locale;
  timezone: string;
  calendar: CalendarRules;
}

interface EditorData extends EditorClock {
  datasets: ReadonlyMap<string, DatasetInfo>;
  /** Of a page without parameters. */
  controls: ControlState;
  /** The days of the date range. */
  range: { from: string; to: string } | null;
  /** A text with what the switches say in it. */
  textOf: (text: LocalText) => string;
  titleOf: (widget: Pick<Widget, "id" | "title">) => string;
}

/** What stays while widgets change: charts drawn with it are drawn anew for their own changes alone. */
const Context = createContext<EditorData | null>(null);
/** What is wrong with the document's names: another with every change. */
const IssuesContext = createContext<(id: string) => readonly FieldIssue[]>(() => []);

/** @throws Error outside of an editor */
export function useEditorData(): EditorData {
  const data = use(Context);
  if (!data) throw new Error("no editor around");
  return data;
}

/** What is wrong with a widget's names. */
export const useIssues = (id: string): readonly FieldIssue[] => use(IssuesContext)(id);

export interface EditorDataProviderProps extends EditorClock {
  datasets: readonly DatasetInfo[];
  children: ReactNode;
}

/** What the widgets are drawn with: as a reader who has just opened the dashboard sees it, with the editor's own rights. */
export function EditorDataProvider({
  datasets: list,
  now,
  locale,
  timezone,
  calendar,
  children,
}: EditorDataProviderProps) {
  const t = useTranslations("table.pivot.grains");
  const controls = useEditor((state) => state.history.present.controls);
  const widgets = useEditor((state) => state.history.present.widgets);
  const spec = useEditor((state) => state.history.present);
  const datasets = useMemo(() => new Map(list.map((one) => [one.id, one] as const)), [list]);
  const read = useMemo(() => {
    const clock = { now: new Date(now), timezone, calendar };
    const { state } = parseControls({ controls }, new URLSearchParams(), clock);
    const infos = controlInfos({ controls }, datasets, locale, (grain) => t(grain));
    const day = (side: "from" | "to") =>
      state.range && resolveDay(state.range[side], side, clock.now, timezone, calendar);
    const [from, to] = [day("from"), day("to")];
    return { state, infos, range: from && to ? { from, to } : null };
  }, [controls, datasets, now, locale, timezone, calendar, t]);
  // Where things lie changes nothing about their names.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document it reads no more than these
  const issues = useMemo(() => findUnknownNames(spec, list), [widgets, controls, list]);
  const issuesOf = useMemo(() => {
    const index = new Map(widgets.map(({ id }, i) => [id, `widgets.${i}.`] as const));
    return (id: string) => {
      const at = index.get(id);
      return at === undefined ? [] : issues.filter(({ path }) => path.startsWith(at));
    };
  }, [widgets, issues]);
  const data = useMemo<EditorData>(() => {
    const textOf = (text: LocalText) => switchedText(localText(text, locale), read.state.fields, read.infos);
    return {
      datasets,
      now,
      locale,
      timezone,
      calendar,
      controls: read.state,
      range: read.range,
      textOf,
      titleOf: ({ id, title }) => (title ? textOf(title) : id),
    };
  }, [datasets, now, locale, timezone, calendar, read]);
  return (
    <Context value={data}>
      <IssuesContext value={issuesOf}>{children}</IssuesContext>
    </Context>
  );
}
