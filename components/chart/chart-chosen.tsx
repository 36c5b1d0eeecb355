"use client";

import { markKeys } from "@/lib/chart/mark-keys";
import { markPath } from "@/lib/chart/mark-path";
import { type AxisChart, isRound, type MarkChart, type PreparedChart } from "@/lib/chart/prepared-chart";
import { isChosen } from "@/lib/dashboards/choose-marks";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";
import { type CrossSource, markConditions } from "@/lib/dashboards/cross-sources";

/** Of the box the shapes are drawn in; it stretches to the plot's. */
const BOX = 1000;

/** Which places or marks are chosen, by index; null where none is, and nothing stands out. */
export function chosenPlaces(
  chart: PreparedChart,
  source: CrossSource,
  chosen: readonly CrossCondition[],
): boolean[] | null {
  if (chosen.length === 0) return null;
  const count = chart.view === "axes" ? chart.categories.length : chart.marks.length;
  const places = Array.from({ length: count }, (_, i) => {
    const keys = markKeys(chart, i);
    return keys !== null && isChosen(chosen, markConditions(source, keys), chart.view === "axes");
  });
  return places.includes(true) ? places : null;
}

/** Stretches of equal neighbours. */
function runs(places: readonly boolean[]): { from: number; to: number; on: boolean }[] {
  const found: { from: number; to: number; on: boolean }[] = [];
  places.forEach((on, i) => {
    const last = found.at(-1);
    if (last?.on === on) last.to = i;
    else found.push({ from: i, to: i, on });
  });
  return found;
}

/** What is chosen stands out: all else lies under a veil of the surface, so that it pales in either theme. */
export function ChosenVeil({ chart, places }: { chart: PreparedChart; places: readonly boolean[] }) {
  return chart.view === "axes" ? (
    <PlaceVeil chart={chart} places={places} />
  ) : (
    <MarkVeil chart={chart} places={places} />
  );
}

function PlaceVeil({ chart, places }: { chart: AxisChart; places: readonly boolean[] }) {
  return runs(places).map(({ from, to, on }) => {
    const start = `${(from / places.length) * 100}%`;
    const size = `${((to - from + 1) / places.length) * 100}%`;
    return (
      <div
        key={from}
        aria-hidden
        data-veil={on ? undefined : ""}
        className={`pointer-events-none absolute ${chart.horizontal ? "inset-x-0" : "inset-y-0"} ${
          on ? `border-accent ${chart.horizontal ? "border-l-2" : "border-b-2"}` : "bg-surface/75"
        }`}
        style={chart.horizontal ? { top: start, height: size } : { left: start, width: size }}
      />
    );
  });
}

function MarkVeil({ chart, places }: { chart: MarkChart; places: readonly boolean[] }) {
  const veiled = chart.marks.filter((_, i) => !places[i]);
  const chosen = chart.marks.filter((_, i) => places[i]);
  const isPoints = chart.kind === "scatter";
  const pathOf = (marks: typeof veiled) => marks.map(({ shape }) => markPath(shape, BOX, BOX)).join("");
  const sizeOf = (mark: (typeof veiled)[number]) => (mark.shape.type === "point" ? mark.shape.size : 0);
  return (
    <svg
      aria-hidden="true"
      data-veil
      className="pointer-events-none absolute inset-0 size-full overflow-visible"
      viewBox={`0 0 ${BOX} ${BOX}`}
      preserveAspectRatio={isRound(chart) ? "xMidYMid" : "none"}
      fill="none"
      strokeLinecap="round"
    >
      {isPoints ? (
        <>
          {veiled.map((mark, i) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: marks never move
              key={i}
              d={markPath(mark.shape, BOX, BOX)}
              stroke="var(--surface)"
              strokeOpacity={0.7}
              strokeWidth={sizeOf(mark) + 1}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {/* A veil over one point may lie over another: those chosen are drawn once more, above all. */}
          {chosen.map((mark, i) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: marks never move
              key={i}
              d={markPath(mark.shape, BOX, BOX)}
              stroke={`var(--${mark.color})`}
              strokeWidth={sizeOf(mark) + 1}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </>
      ) : (
        <>
          <path d={pathOf(veiled)} fill="var(--surface)" fillOpacity={0.75} />
          <path d={pathOf(chosen)} stroke="var(--ink)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
        </>
      )}
    </svg>
  );
}
