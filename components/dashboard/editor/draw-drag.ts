/** What a drag looks like: written to the page itself, past React. */
import type { RefObject } from "react";
import type { CanvasStore } from "@/components/dashboard/editor/canvas-store";
import { drawGuides } from "@/components/dashboard/editor/draw-guides";
import type { EditorStore } from "@/components/dashboard/editor/editor-store";
import { around, boxOf, type Rect } from "@/lib/editor/boxes";
import { clampMove } from "@/lib/editor/move-widgets";
import { type Handle, pulledBoxes } from "@/lib/editor/resize-widgets";
import { guidesOf, NO_GUIDES, type SnapOptions, snapMove, snapResize } from "@/lib/editor/snap";

/** Near the edge of what scrolls it scrolls along, px of the screen. */
const EDGE = 28;
const EDGE_STEP = 14;

export interface DragParts {
  /** What scrolls, and hears the pointer. */
  area: RefObject<HTMLDivElement | null>;
  /** The page, whose top left corner is 0, 0. */
  sheet: RefObject<HTMLDivElement | null>;
  /** What is drawn over the widgets: the frame of what is chosen, guides, the rubber band. */
  frame: RefObject<HTMLDivElement | null>;
  guides: RefObject<HTMLDivElement | null>;
  band: RefObject<HTMLDivElement | null>;
  /** Where copies show while they are dragged. */
  ghosts: RefObject<HTMLDivElement | null>;
}

export interface Pointer {
  clientX: number;
  clientY: number;
  shiftKey: boolean;
  free: boolean;
}

export interface Session {
  kind: "move" | "resize" | "band";
  pointerId: number;
  handle: Handle;
  /** In px of the document. */
  from: { x: number; y: number };
  at: Pointer;
  started: boolean;
  copies: boolean;
  /** What it comes to if nothing is dragged. */
  click: () => void;
  adds: boolean;
  ids: string[];
  elements: HTMLElement[];
  rect: Rect;
  snap: SnapOptions;
  /** As it stands. */
  by: { dx: number; dy: number };
  frameRequest: number;
  over: boolean;
}

export type DragDrawing = ReturnType<typeof makeDrawing>;

export function makeDrawing(
  { area, sheet, frame, guides, band, ghosts }: DragParts,
  store: EditorStore,
  canvas: CanvasStore,
) {
  const scale = () => canvas.getState().scale;
  const spec = () => store.getState().history.present;
  const toDocument = ({ clientX, clientY }: Pick<Pointer, "clientX" | "clientY">) => {
    const { left = 0, top = 0 } = sheet.current?.getBoundingClientRect() ?? {};
    return { x: (clientX - left) / scale(), y: (clientY - top) / scale() };
  };
  /** What is drawn anew with every frame: each by itself, so that nothing around it has to be. */
  const layersOf = ({ elements }: Session) => [
    ...elements,
    ...[frame.current, guides.current, band.current].filter((one) => one !== null),
  ];

  /** One frame of it. */
  function draw(now: Session): void {
    now.frameRequest = 0;
    if (now.over) return;
    if (scrollAlong(now.at)) now.frameRequest = requestAnimationFrame(() => draw(now));
    const at = toDocument(now.at);
    const [dx, dy] = [at.x - now.from.x, at.y - now.from.y];
    if (now.kind === "band") drawBand(now.from, at);
    else if (now.kind === "move") drawMove(now, dx, dy);
    else drawResize(now, dx, dy);
  }

  /** @returns whether there was anywhere to scroll to */
  function scrollAlong({ clientX, clientY }: Pointer): boolean {
    const element = area.current;
    if (!element) return false;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const near = (value: number, low: number, high: number) =>
      value < low + EDGE ? -EDGE_STEP : value > high - EDGE ? EDGE_STEP : 0;
    const { scrollLeft, scrollTop } = element;
    element.scrollBy(near(clientX, left, right), near(clientY, top, bottom));
    return element.scrollLeft !== scrollLeft || element.scrollTop !== scrollTop;
  }

  const snapping = (now: Session) => store.getState().snaps && !now.at.free;

  function drawMove(now: Session, rawX: number, rawY: number): void {
    const along = Math.abs(rawX) >= Math.abs(rawY);
    const [x, y] = now.at.shiftKey ? (along ? [rawX, 0] : [0, rawY]) : [rawX, rawY];
    const { width } = now.snap;
    let by = clampMove(now.rect, Math.round(x), Math.round(y), width);
    let drawn = NO_GUIDES;
    if (snapping(now)) {
      const snapped = snapMove(now.rect, by.dx, by.dy, now.snap);
      by = clampMove(
        now.rect,
        now.at.shiftKey && !along ? 0 : snapped.dx,
        now.at.shiftKey && along ? 0 : snapped.dy,
        width,
      );
      drawn =
        by.dx === snapped.dx && by.dy === snapped.dy
          ? snapped
          : guidesOf({ ...now.rect, x: now.rect.x + by.dx, y: now.rect.y + by.dy }, now.snap);
    }
    now.by = by;
    for (const element of now.elements) element.style.transform = `translate(${by.dx}px, ${by.dy}px)`;
    if (frame.current)
      frame.current.style.transform = `translate(${by.dx * scale()}px, ${by.dy * scale()}px)`;
    if (guides.current) drawGuides(guides.current, drawn, scale());
  }

  function drawResize(now: Session, dx: number, dy: number): void {
    const by = snapping(now) ? snapResize(now.rect, now.handle, dx, dy, now.snap) : { dx, dy };
    now.by = by;
    const boxes = pulledBoxes(spec(), now.ids, now.handle, by);
    now.ids.forEach((id, i) => {
      const [element, box] = [now.elements[i], boxes[id]];
      if (element && box) place(element, box, 1);
    });
    const rect = around(Object.values(boxes));
    const bounds = frame.current?.querySelector<HTMLElement>("[data-bounds]");
    if (bounds) place(bounds, rect, scale());
    const badge = frame.current?.querySelector("[data-size]");
    if (badge) badge.textContent = `${rect.w} × ${rect.h}`;
    if (guides.current)
      drawGuides(guides.current, snapping(now) ? guidesOf(rect, now.snap) : NO_GUIDES, scale());
  }

  function drawBand(from: { x: number; y: number }, at: { x: number; y: number }): void {
    if (!band.current) return;
    band.current.hidden = false;
    place(band.current, between(from, at), scale());
  }

  /** Takes away all that was drawn: the document says what stays. */
  function clear(now: Session): void {
    cancelAnimationFrame(now.frameRequest);
    if (area.current) {
      delete area.current.dataset.dragging;
      if (area.current.hasPointerCapture(now.pointerId)) area.current.releasePointerCapture(now.pointerId);
    }
    ghosts.current?.replaceChildren();
    guides.current?.replaceChildren();
    if (band.current) band.current.hidden = true;
    if (frame.current) frame.current.style.transform = "";
    for (const element of now.elements) element.style.transform = "";
    for (const element of layersOf(now)) element.style.willChange = "";
    if (now.kind === "resize" && now.started) {
      // React knows nothing of what was written: it writes only what differs from before.
      now.ids.forEach((id, i) => {
        const [element, box] = [now.elements[i], boxOf(spec(), id)];
        if (element && box) place(element, box, 1);
      });
      const bounds = frame.current?.querySelector<HTMLElement>("[data-bounds]");
      if (bounds) place(bounds, now.rect, scale());
      const badge = frame.current?.querySelector("[data-size]");
      if (badge) badge.textContent = `${now.rect.w} × ${now.rect.h}`;
    }
  }

  return { toDocument, layersOf, draw, clear };
}

export const between = (a: { x: number; y: number }, b: { x: number; y: number }): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  w: Math.abs(a.x - b.x),
  h: Math.abs(a.y - b.y),
});

function place({ style }: HTMLElement, { x, y, w, h }: Rect, scale: number): void {
  style.left = `${x * scale}px`;
  style.top = `${y * scale}px`;
  style.width = `${w * scale}px`;
  style.height = `${h * scale}px`;
}
