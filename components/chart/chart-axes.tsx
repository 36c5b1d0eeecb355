import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import { chartFrame, type FrameTick } from "@/lib/chart/chart-frame";
import type { AxisChart, PreparedChart, PreparedReference } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";

const LEVEL = ["", "hidden @min-[420px]/plot:block", "hidden @min-[840px]/plot:block"] as const;
const LINE = { base: "border-line-2", grid: "border-grid" } as const;

export interface ChartAxesProps {
  chart: PreparedChart;
  /** Of the plot in px as laid out. */
  height: number;
  /** The plot. */
  children: ReactNode;
}

/**
 * Grid lines and labels in HTML, in percent of the box, around the plot given as children: sharp at every width, and
 * the same before and after the interactive plot takes over.
 */
export function ChartAxes({ chart, height, children }: ChartAxesProps) {
  const { left, right, bottom, gutter } = chartFrame(chart, height);
  const named = chart.view === "marks" && chart.axisNames !== null;
  const top = chart.view === "axes" && chart.annotations.length > 0 ? 18 : left.length > 0 ? 8 : 2;
  const lines = chart.view === "axes" ? chart.references : [];
  return (
    <div
      className="absolute inset-0 text-11 text-ink-3"
      style={{
        paddingLeft: gutter.left,
        paddingRight: gutter.right,
        paddingTop: named ? 20 : top,
        paddingBottom: gutter.bottom + (named ? 14 : 0),
      }}
    >
      <div className="@container/plot relative h-full">
        <div aria-hidden className="absolute inset-0">
          {left.map((tick) => (
            <div
              key={tick.at}
              className={`absolute inset-x-0 ${tick.line ? `border-t ${LINE[tick.line]}` : ""}`}
              style={{ top: `${tick.at}%` }}
            >
              <span
                title={tick.text}
                style={tick.line ? {} : { maxWidth: gutter.left - 8 }}
                className="-translate-y-1/2 absolute right-full mr-2 truncate text-right"
              >
                {tick.text}
              </span>
            </div>
          ))}
          {right.map((tick) => (
            <span
              key={tick.at}
              className="-translate-y-1/2 absolute left-full ml-2 whitespace-nowrap"
              style={{ top: `${tick.at}%` }}
            >
              {tick.text}
            </span>
          ))}
          {bottom.map(({ at, line }) =>
            line ? (
              <div
                key={at}
                className={`absolute inset-y-0 border-l ${LINE[line]}`}
                style={{ left: `${at}%` }}
              />
            ) : null,
          )}
        </div>
        {chart.view === "axes" ? <Annotations chart={chart} /> : null}
        {children}
        {chart.view === "axes"
          ? lines.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
              <ReferenceLine key={i} chart={chart} line={line} />
            ))
          : null}
        <div aria-hidden className="absolute inset-x-0 top-full mt-1.5">
          {bottom.map((tick) => (
            <BottomLabel key={tick.at} tick={tick} />
          ))}
        </div>
        {chart.view === "marks" && chart.axisNames ? (
          <div aria-hidden className="text-ink-2">
            <span className="-translate-y-full -top-1 absolute left-0 truncate">↑ {chart.axisNames.y}</span>
            <span className="absolute top-full right-0 mt-[22px] truncate">{chart.axisNames.x} →</span>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function BottomLabel({ tick: { text, at, level, room } }: { tick: FrameTick }) {
  // The first name keeps clear of the value axis' lowest label.
  const first = room !== null && at < room / 2;
  return (
    <span
      className={`absolute truncate ${first ? "" : "-translate-x-1/2 text-center"} ${LEVEL[level]}`}
      style={{ left: `${first ? 0 : at}%`, ...(room === null ? {} : { maxWidth: `${room}%` }) }}
    >
      {text}
    </span>
  );
}

/** A line across the plot with its name at the end of it. */
function ReferenceLine({ chart, line }: { chart: AxisChart; line: PreparedReference }) {
  const t = useTranslations("chart");
  const axis = line.axis === "right" && chart.y2 ? chart.y2 : chart.y;
  const format = chart.series.find((one) => one.axis === line.axis)?.format ?? chart.measure.format;
  const percent = chart.stack === "percent" ? ({ style: "percent", decimals: 0 } as const) : format;
  const value = shortNumber(line.value, percent, chart.locale);
  const label =
    line.label !== null
      ? t("reference", { label: line.label, value })
      : t(line.role === "goal" ? "goal" : line.average ? "average" : "reference", { label: "", value });
  const part = (line.value - axis.min) / (axis.max - axis.min);
  const color = line.role === "goal" ? "border-pos text-pos" : "border-ink-3 text-ink-2";
  const shown = "pointer-events-none absolute whitespace-nowrap rounded-1 bg-surface/85 px-1";
  return chart.horizontal ? (
    <div
      data-reference
      className={`pointer-events-none absolute inset-y-0 border-l border-dashed ${color}`}
      style={{ left: `${part * 100}%` }}
    >
      <span className={`${shown} bottom-0 left-1`}>{label}</span>
    </div>
  ) : (
    <div
      data-reference
      className={`pointer-events-none absolute inset-x-0 border-t border-dashed ${color}`}
      style={{ top: `${(1 - part) * 100}%` }}
    >
      <span className={`${shown} right-0 ${part > 0.9 ? "top-0.5" : "bottom-0.5"}`}>{label}</span>
    </div>
  );
}

/** Below this much of the plot, words that begin at their place would be cut short. */
const LEAST_ROOM = 14;

/** Words begin where their annotation does and end before the next one's; near the plot's end they turn around. */
function wordsAt(all: AxisChart["annotations"], i: number, count: number): CSSProperties {
  const starts = all.map(({ from }) => (from / count) * 100);
  const start = starts[i] ?? 0;
  const next = Math.min(100, ...starts.filter((other) => other > start));
  const before = Math.max(0, ...starts.filter((other) => other < start));
  const nearEnd = (place: number) => 100 - place < LEAST_ROOM;
  if (next === 100 && nearEnd(start)) return { right: 0, maxWidth: `${99 - before}%` };
  if (next < 100 && nearEnd(next)) return { right: `${100 - start}%`, maxWidth: `${start - before - 1}%` };
  return { left: `${start}%`, maxWidth: `${next - start - 1}%` };
}

/** What happened: a band or a hairline over its places, its words at the top. */
function Annotations({ chart }: { chart: AxisChart }) {
  const t = useTranslations("chart");
  const count = chart.categories.length;
  return chart.annotations.map(({ from, to, text }, i) => {
    const middle = ((from + to + 1) / 2 / count) * 100;
    const start = (from / count) * 100;
    const size = ((to - from + 1) / count) * 100;
    const along = chart.horizontal
      ? { top: `${start}%`, height: `${size}%`, left: 0, right: 0 }
      : { left: `${start}%`, width: `${size}%`, top: 0, bottom: 0 };
    const title = chart.categories[from]?.title ?? "";
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: annotations never move
      <div key={i} data-annotation>
        {to > from ? <div aria-hidden className="absolute bg-sunken" style={along} /> : null}
        {to === from && !chart.horizontal ? (
          <div
            aria-hidden
            className="absolute inset-y-0 border-ink-4 border-l border-dotted"
            style={{ left: `${middle}%` }}
          />
        ) : null}
        <span
          className={`absolute truncate text-ink-2 ${chart.horizontal ? "-translate-y-1/2 right-0" : "bottom-full"}`}
          style={chart.horizontal ? { top: `${middle}%` } : wordsAt(chart.annotations, i, count)}
          title={t("noteAt", { title, text })}
        >
          {text}
        </span>
      </div>
    );
  });
}
