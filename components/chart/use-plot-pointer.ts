import { type MouseEvent, type PointerEvent, useRef, useState } from "react";
import { placeCount } from "@/lib/chart/describe-place";
import { hitMark } from "@/lib/chart/hit-mark";
import type { PreparedChart } from "@/lib/chart/prepared-chart";

/** A drag shorter than this in px is a click. */
const LEAST_DRAG = 6;

export interface Brush {
  from: number;
  to: number;
}

/** The place or mark under the pointer. */
export function placeAt(chart: PreparedChart, event: MouseEvent<HTMLElement>): number | null {
  const box = event.currentTarget.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  if (chart.view === "marks") return hitMark(chart.marks, x, y, box.width, box.height);
  const count = placeCount(chart);
  const part = chart.horizontal ? y / box.height : x / box.width;
  return Math.min(count - 1, Math.max(0, Math.floor(part * count)));
}

/** How a place was clicked. */
export interface PlotClick {
  event: MouseEvent<HTMLElement>;
  place: number;
  /** A finger's, which has no other way to see what is there: the first tap shows it. */
  first: boolean;
  touch: boolean;
}

/**
 * What is pointed at, what is clicked, and with `onBrush` the stretch that is dragged over. A finger taps: dragging scrolls the page.
 * @returns `place`, its setter for the keyboard, the brush under way, and the handlers of the plot's box.
 */
export function usePlotPointer(
  chart: PreparedChart,
  onBrush: ((brush: Brush) => void) | null,
  onClick: ((click: PlotClick) => void) | null,
) {
  const [place, setPlace] = useState<number | null>(null);
  const [brush, setBrush] = useState<Brush | null>(null);
  const start = useRef<{ x: number; place: number } | null>(null);
  /** What the press now ending was: a drag is no click. */
  const press = useRef({ dragged: false, touch: false, shown: null as number | null });
  const stop = () => {
    start.current = null;
    setBrush(null);
  };
  return {
    place,
    setPlace,
    brush,
    stopBrush: stop,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const at = placeAt(chart, event);
        press.current = { dragged: false, touch: event.pointerType === "touch", shown: place };
        if (!onBrush || event.pointerType === "touch" || event.button !== 0 || at === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, place: at };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (event.pointerType === "touch") return;
        const at = placeAt(chart, event);
        setPlace(at);
        const from = start.current;
        if (from && at !== null && (brush || Math.abs(event.clientX - from.x) >= LEAST_DRAG))
          setBrush({ from: Math.min(from.place, at), to: Math.max(from.place, at) });
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (event.pointerType === "touch") setPlace(placeAt(chart, event));
        if (brush) onBrush?.(brush);
        press.current.dragged = brush !== null;
        stop();
      },
      onClick: (event: MouseEvent<HTMLElement>) => {
        const at = placeAt(chart, event);
        const { dragged, touch, shown } = press.current;
        // A click that the keyboard makes is of no place.
        if (!onClick || dragged || at === null || event.detail === 0) return;
        onClick({ event, place: at, touch, first: touch && shown !== at });
      },
      onPointerCancel: stop,
      onPointerLeave: (event: PointerEvent<HTMLElement>) => {
        if (event.pointerType !== "touch") setPlace(null);
      },
    },
  };
}
