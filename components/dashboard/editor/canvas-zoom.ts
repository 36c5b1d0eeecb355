"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { type EditorStore, useEditor, useEditorStore } from "@/components/dashboard/editor/editor-store";

/** Around the page, px of the screen. */
export const MARGIN = 24;
export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const LEAST = 0.5;
const MOST = 2;
/** Fitted in, a wide page may be smaller than anybody would choose. */
const LEAST_FIT = 0.2;

const within = (zoom: number) => Math.max(LEAST, Math.min(zoom, MOST));

/** The next of the usual ones. */
export function stepZoom(store: EditorStore, scale: number, way: 1 | -1): void {
  const next =
    way === 1
      ? ZOOMS.find((zoom) => zoom > scale + 0.01)
      : [...ZOOMS].reverse().find((zoom) => zoom < scale - 0.01);
  store.getState().set({ zoom: within(next ?? scale) });
}

/** How large the page is drawn; null until the room for it is known. Ctrl with the wheel zooms around the pointer. */
export function useZoom(
  area: RefObject<HTMLDivElement | null>,
  sheet: RefObject<HTMLDivElement | null>,
): number | null {
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const zoom = useEditor((state) => state.zoom);
  const width = useEditor((state) => state.history.present.layout.width);
  const [room, setRoom] = useState<number | null>(null);
  const scale =
    zoom ?? (room === null ? null : Math.max(LEAST_FIT, Math.min((room - 2 * MARGIN) / width, MOST)));
  /** The point of the page that has to stay under the pointer. */
  const anchor = useRef<{ x: number; y: number; clientX: number; clientY: number } | null>(null);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const measure = () => setRoom(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [area]);

  useLayoutEffect(() => {
    if (scale === null) return;
    canvas.getState().setScale(scale);
    const held = anchor.current;
    anchor.current = null;
    const [element, page] = [area.current, sheet.current];
    if (!held || !element || !page) return;
    const { left, top } = page.getBoundingClientRect();
    element.scrollBy(held.x * scale + left - held.clientX, held.y * scale + top - held.clientY);
  }, [scale, canvas, area, sheet]);

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const page = sheet.current;
      if (!page) return;
      const before = canvas.getState().scale;
      const { left, top } = page.getBoundingClientRect();
      const { clientX, clientY } = event;
      anchor.current = { x: (clientX - left) / before, y: (clientY - top) / before, clientX, clientY };
      store.getState().set({ zoom: within(before * Math.exp(-event.deltaY / 400)) });
    };
    // Only a listener that is not passive may keep the browser from zooming the page.
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [area, sheet, canvas, store]);
  return scale;
}
