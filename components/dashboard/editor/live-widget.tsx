"use client";

import { useTranslations } from "next-intl";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { DrawnChart } from "@/components/dashboard/drawn-chart";
import { useCanvas } from "@/components/dashboard/editor/canvas-store";
import { useEditorData, useIssues } from "@/components/dashboard/editor/editor-data";
import { MarkdownText } from "@/components/dashboard/markdown-text";
import { WidgetBoundary, WidgetFailure } from "@/components/dashboard/widget-failure";
import { WidgetFrame } from "@/components/dashboard/widget-frame";
import { WidgetSkeleton } from "@/components/dashboard/widget-skeleton";
import { TableWidget } from "@/components/table/table-widget";
import type { TableAnswer } from "@/components/table/use-table-rows";
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { heardBy } from "@/lib/dashboards/control-reach";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { DataWidget, TableWidget as TableSpec, Widget } from "@/lib/dashboards/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { knownColumns } from "@/lib/table/known-columns";

/** Title row and padding around a chart, px. */
const CHART_FRAME = { width: 24, height: 52 };

/** No answer, and to no question. */
const UNASKED: TableAnswer = { query: { dataset: "" }, result: null, total: null, error: null };

export interface LiveWidgetProps {
  widget: Widget;
  /** Of its box, px. */
  width: number;
  height: number;
}

/** A widget as readers see it, with its data. Where it lies makes no difference to it: moved, it asks for nothing. */
export const LiveWidget = memo(function LiveWidget({ widget, width, height }: LiveWidgetProps) {
  const { titleOf, textOf } = useEditorData();
  const title = titleOf(widget);
  if (widget.type === "section")
    return (
      <div className="flex h-full items-center border-line-2 border-b px-1">
        <p className="truncate font-semibold text-15">{title}</p>
      </div>
    );
  return (
    <WidgetFrame
      title={title}
      description={widget.description && textOf(widget.description)}
      bare={widget.type === "kpi" || (widget.type === "text" && !widget.title)}
    >
      <WidgetBoundary title={title}>
        {widget.type === "text" ? (
          <MarkdownText text={textOf(widget.text)} titled={widget.title !== undefined} />
        ) : (
          <DataBody widget={widget} title={title} width={width} height={height} />
        )}
      </WidgetBoundary>
    </WidgetFrame>
  );
});

/** Whether an element is in sight. */
function useInSight() {
  const element = useRef<HTMLDivElement>(null);
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) setInSight(last.isIntersecting);
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, inSight] as const;
}

interface DataBodyProps {
  widget: DataWidget;
  title: string;
  width: number;
  height: number;
}

/** Asks once it is in sight; out of it again it gives up what has not come, and stays with what has. */
function DataBody({ widget, title, width, height }: DataBodyProps) {
  const t = useTranslations("errors");
  const { controls, datasets } = useEditorData();
  const refreshed = useCanvas((state) => state.refreshed[widget.id] ?? 0);
  const [element, inSight] = useInSight();
  const [answered, setAnswered] = useState(false);
  const onMeta = useCallback(() => setAnswered(true), []);
  const asked = useMemo(
    () => ({ widget: applySwitches<DataWidget>(widget, controls), controls }),
    [widget, controls],
  );
  // What changes out of sight is asked for when it is seen.
  const [held, setHeld] = useState(asked);
  if (inSight && held !== asked) setHeld(asked);
  const dataset = datasets.get(held.widget.dataset);
  const [issue] = useIssues(widget.id);
  return (
    <div ref={element} className="h-full overflow-hidden">
      {issue ? (
        <WidgetFailure
          message={t.has(issue.key as never) ? t(issue.key as never, issue.values as never) : issue.key}
          detail={issue.path.replace(/^widgets\.\d+\./, "")}
          compact={widget.type === "kpi"}
          retry={false}
        />
      ) : dataset && (inSight || answered) ? (
        <Drawn
          key={refreshed}
          {...held}
          dataset={dataset}
          title={title}
          width={width}
          height={height}
          onMeta={onMeta}
        />
      ) : (
        <WidgetSkeleton widget={widget} box={{ x: 0, y: 0, w: width, h: height }} />
      )}
    </div>
  );
}

interface DrawnProps extends DataBodyProps {
  /** As the switches have it. */
  widget: DataWidget;
  controls: ControlState;
  dataset: DatasetInfo;
  onMeta: () => void;
}

/** Memoised, as its table is: the document changes with every key, most widgets do not. */
const Drawn = memo(function Drawn({ widget, controls, dataset, title, width, height, onMeta }: DrawnProps) {
  const { range, timezone, calendar } = useEditorData();
  const heard = useMemo(() => heardBy(widget, controls), [widget, controls]);
  const dimensions = useMemo(() => new Set(dataset.dimensions.map(({ name }) => name)), [dataset]);
  if (widget.type === "table")
    return <DrawnTable widget={widget} controls={heard} dataset={dataset} title={title} onMeta={onMeta} />;
  return (
    <DrawnChart
      widget={widget}
      controls={heard}
      range={heard.range ? range : null}
      title={title}
      width={width - CHART_FRAME.width}
      height={height - CHART_FRAME.height}
      timezone={timezone}
      weekStart={calendar.weekStart === 0 ? 0 : 1}
      dimensions={dimensions}
      onMeta={onMeta}
    />
  );
});

const DrawnTable = memo(function DrawnTable({
  widget,
  controls,
  dataset,
  title,
  onMeta,
}: Pick<DrawnProps, "controls" | "dataset" | "title" | "onMeta"> & { widget: TableSpec }) {
  const { locale, timezone } = useEditorData();
  const source = useMemo(() => {
    const dimensions = new Set(dataset.dimensions.map(({ name }) => name));
    const query = widgetQueries(widget, controls, { dimensions, config: {} })[0]?.query;
    const compare = query?.time && controls.compare ? { compare: controls.compare } : {};
    return {
      base: { dataset: widget.dataset, ...query, ...compare },
      columns: knownColumns(dataset, widget.dimensions),
      hierarchies: dataset.hierarchies,
    };
  }, [widget, controls, dataset]);
  return (
    <TableWidget
      id={widget.id}
      title={title}
      {...source}
      saved={widget.config}
      initial={UNASKED}
      locale={locale}
      timezone={timezone}
      onMeta={onMeta}
    />
  );
});
