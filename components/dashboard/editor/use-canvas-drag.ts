"use client";

import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { type CanvasStore, useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { drawGuides } from "@/components/dashboard/editor/draw-guides";
import { type EditorStore, useEditorStore } from "@/components/dashboard/editor/editor-store";
import type { EditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { around, boxesOf, boxOf, idsOnPage, movable, type Rect, withGroups } from "@/lib/editor/boxes";
import { clampMove } from "@/lib/editor/move-widgets";
import { type Handle, pulledBoxes } from "@/lib/editor/resize-widgets";
import { chosenIds } from "@/lib/editor/selection";
import { guidesOf, NO_GUIDES, type SnapOptions, snapMove, snapResize } from "@/lib/editor/snap";

/** A hand that trembles has not dragged, px of the screen. */
const STILL = 3;
/** How near is near, px of the screen. */
const WITHIN = 6;
/** Near the edge of what scrolls it scrolls along, px of the screen. */
const EDGE = 28;
const EDGE_STEP = 14;

interface Parts {
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

interface Pointer {
  clientX: number;
  clientY: number;
  shiftKey: boolean;
  free: boolean;
}

interface Session {
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
}

/** Dragging, resizing and the rubber band. A drag writes to the page itself once a frame; the document changes when it ends. */
export function useCanvasDrag(parts: Parts, commands: EditorCommands) {
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const session = useRef<Session | null>(null);
  const drag = useRef<ReturnType<typeof makeDrag> | null>(null);
  drag.current ??= makeDrag(parts, session, store, canvas);
  const { begin, move, end, cancel } = drag.current;
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !session.current?.started) return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
    };
    window.addEventListener("keydown", press, true);
    return () => {
      window.removeEventListener("keydown", press, true);
      cancel();
    };
  }, [cancel]);
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => begin(event, latest.current),
    onPointerMove: move,
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => end(event, latest.current),
    onPointerCancel: cancel,
    onLostPointerCapture: (event: PointerEvent<HTMLDivElement>) => {
      if (event.target === event.currentTarget && session.current?.started) cancel();
    },
  };
}

function makeDrag(
  { area, sheet, frame, guides, band, ghosts }: Parts,
  session: RefObject<Session | null>,
  store: EditorStore,
  canvas: CanvasStore,
) {
  const scale = () => canvas.getState().scale;
  const spec = () => store.getState().history.present;
  const chosen = () => chosenIds(store.getState().selection);

  const toDocument = ({ clientX, clientY }: Pick<Pointer, "clientX" | "clientY">) => {
    const { left = 0, top = 0 } = sheet.current?.getBoundingClientRect() ?? {};
    return { x: (clientX - left) / scale(), y: (clientY - top) / scale() };
  };
  const pointerOf = (event: PointerEvent): Pointer => ({
    clientX: event.clientX,
    clientY: event.clientY,
    shiftKey: event.shiftKey,
    free: event.ctrlKey || event.metaKey,
  });
  const elementOf = (id: string) =>
    sheet.current?.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"]`) ?? null;

  function begin(event: PointerEvent<HTMLDivElement>, commands: EditorCommands): void {
    if (event.button !== 0 || session.current) return;
    const target = event.target as HTMLElement;
    const handle = target.closest<HTMLElement>("[data-handle]")?.dataset.handle as Handle | undefined;
    const id = target.closest<HTMLElement>("[data-widget]")?.dataset.widget;
    if (!handle && !id && !sheet.current?.parentElement?.contains(target)) return;
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    let click = () => {};
    if (!handle && id !== undefined) {
      const unit = commands.unitOf(id);
      const isChosen = chosen().includes(id);
      if (isChosen) click = () => (adds ? commands.toggle(id) : commands.choose(unit));
      else if (adds) commands.toggle(id);
      else commands.choose(unit);
      canvas.getState().setCurrent(id);
      elementOf(id)?.querySelector<HTMLElement>("[role=option]")?.focus({ preventScroll: true });
      event.preventDefault();
    } else if (!handle) {
      if (!adds) click = commands.clear;
      area.current?.focus({ preventScroll: true });
      event.preventDefault();
    } else event.preventDefault();
    session.current = {
      kind: handle ? "resize" : id === undefined ? "band" : "move",
      pointerId: event.pointerId,
      handle: handle ?? "se",
      from: toDocument(event),
      at: pointerOf(event),
      started: false,
      copies: event.altKey,
      click,
      adds,
      ids: [],
      elements: [],
      rect: { x: 0, y: 0, w: 0, h: 0 },
      snap: { others: [], width: 0, within: 0 },
      by: { dx: 0, dy: 0 },
      frameRequest: 0,
    };
  }

  function start(now: Session): boolean {
    const { page } = store.getState();
    now.started = true;
    if (now.kind === "band") return true;
    // What is locked stays; a copy of it may go.
    now.ids = now.kind === "move" && now.copies ? [...chosen()] : movable(spec(), chosen());
    if (now.ids.length === 0) return false;
    const own = new Set(now.ids);
    now.rect = around(boxesOf(spec(), now.ids));
    const others = idsOnPage(spec(), page).filter((id) => now.copies || !own.has(id));
    const { width, grid } = spec().layout;
    now.snap = { others: boxesOf(spec(), others), width, grid, within: WITHIN / scale() };
    now.elements = now.ids.flatMap((id) => elementOf(id) ?? []);
    if (now.kind === "move" && now.copies) {
      now.elements = now.elements.map((element) => {
        const copy = element.cloneNode(true) as HTMLElement;
        for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
        copy.removeAttribute("data-widget");
        copy.querySelector("[role=option]")?.remove();
        copy.style.opacity = "0.7";
        return copy;
      });
      ghosts.current?.replaceChildren(...now.elements);
    }
    for (const element of layersOf(now)) element.style.willChange = "transform";
    if (area.current) area.current.dataset.dragging = now.kind;
    return true;
  }

  function move(event: PointerEvent<HTMLDivElement>): void {
    const now = session.current;
    if (!now || event.pointerId !== now.pointerId) return;
    const before = now.at;
    now.at = pointerOf(event);
    if (!now.started) {
      const { clientX, clientY } = before;
      if (Math.hypot(event.clientX - clientX, event.clientY - clientY) < STILL) {
        now.at = { ...now.at, clientX, clientY };
        return;
      }
      if (!start(now)) {
        session.current = null;
        return;
      }
      area.current?.setPointerCapture(event.pointerId);
    }
    if (now.frameRequest === 0) now.frameRequest = requestAnimationFrame(() => draw(now));
  }

  /** What is drawn anew with every frame: each by itself, so that nothing around it has to be. */
  const layersOf = ({ elements }: Session) => [
    ...elements,
    ...[frame.current, guides.current, band.current].filter((one) => one !== null),
  ];

  /** One frame of it. */
  function draw(now: Session): void {
    now.frameRequest = 0;
    if (session.current !== now) return;
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

  function finish(): Session | null {
    const now = session.current;
    session.current = null;
    if (!now) return null;
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
    return now;
  }

  function end(event: PointerEvent<HTMLDivElement>, commands: EditorCommands): void {
    const before = session.current;
    if (!before || event.pointerId !== before.pointerId) return;
    before.at = pointerOf(event);
    // Where it is let go counts, whether that was drawn or not.
    if (before.started) draw(before);
    const now = finish();
    if (!now) return;
    const { dx, dy } = now.by;
    if (!now.started) now.click();
    else if (now.kind === "band") {
      const hit = between(now.from, toDocument(now.at));
      const { page } = store.getState();
      const inside = idsOnPage(spec(), page).filter((id) => {
        const box = boxOf(spec(), id);
        return (
          box &&
          box.x < hit.x + hit.w &&
          hit.x < box.x + box.w &&
          box.y < hit.y + hit.h &&
          hit.y < box.y + box.h
        );
      });
      const found = withGroups(spec(), inside);
      commands.choose(now.adds ? [...new Set([...chosen(), ...found])] : found);
    } else if (dx === 0 && dy === 0) return;
    else if (now.kind === "resize") commands.resize(now.handle, dx, dy);
    else if (now.copies) commands.duplicate(now.by);
    else commands.move(dx, dy);
  }

  function cancel(): void {
    finish();
  }

  return { begin, move, end, cancel };
}

const between = (a: { x: number; y: number }, b: { x: number; y: number }): Rect => ({
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
