"use client";

import { markPath } from "@/lib/chart/mark-path";
import { isRound, type Mark, type MarkChart } from "@/lib/chart/prepared-chart";

/** Of the box the outlines are drawn in; it stretches to the plot's. */
const BOX = 1000;

/** An outline around the mark that is pointed at. */
export function MarkOutline({ chart, mark }: { chart: MarkChart; mark: Mark }) {
  const point = mark.shape.type === "point" ? mark.shape.size : null;
  const d = markPath(mark.shape, BOX, BOX);
  return (
    <svg
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 z-[1] size-full overflow-visible"
      viewBox={`0 0 ${BOX} ${BOX}`}
      preserveAspectRatio={isRound(chart) ? "xMidYMid" : "none"}
      fill="none"
      strokeLinecap="round"
    >
      {point === null ? (
        <path d={d} stroke="var(--ink)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      ) : (
        <>
          <path d={d} stroke="var(--ink)" strokeWidth={point + 4} vectorEffect="non-scaling-stroke" />
          <path d={d} stroke={`var(--${mark.color})`} strokeWidth={point} vectorEffect="non-scaling-stroke" />
        </>
      )}
    </svg>
  );
}

const percent = (part: number) => `${part * 100}%`;

/** The words on the marks: shown where their mark has room for them. */
export function MarkTexts({ chart }: { chart: MarkChart }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 text-11">
      {chart.marks.map(({ shape, text }, i) => {
        if (text === undefined) return null;
        if (shape.type === "trapezoid")
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: marks never move
              key={i}
              className="-translate-y-1/2 absolute inset-x-0 text-center text-12 text-ink"
              style={{ top: percent((shape.y0 + shape.y1) / 2) }}
            >
              {text}
            </span>
          );
        if (shape.type !== "rect") return null;
        const place = { left: percent(shape.x0), width: percent(shape.x1 - shape.x0) };
        return chart.kind === "waterfall" ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: marks never move
            key={i}
            className="@max-[480px]/plot:hidden absolute flex justify-center whitespace-nowrap text-ink-2"
            style={{ ...place, bottom: percent(1 - shape.y0), marginBottom: 1 }}
          >
            {text}
          </span>
        ) : (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: marks never move
            key={i}
            className="absolute overflow-hidden [container-type:size]"
            style={{ ...place, top: percent(shape.y0), height: percent(shape.y1 - shape.y0) }}
          >
            <span className="hidden truncate px-1.5 py-1 text-ink [@container(min-width:44px)_and_(min-height:22px)]:block">
              {text}
            </span>
          </div>
        );
      })}
      {chart.total === null ? null : (
        <span className="absolute inset-0 flex items-center justify-center font-semibold text-15 text-ink">
          {chart.total}
        </span>
      )}
    </div>
  );
}
