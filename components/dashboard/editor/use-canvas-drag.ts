"use client";

import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { type CanvasStore, useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import {
  between,
  type DragParts,
  makeDrawing,
  type Pointer,
  type Session,
} from "@/components/dashboard/editor/draw-drag";
import { type EditorStore, useEditorStore } from "@/components/dashboard/editor/editor-store";
import type { EditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { around, boxesOf, boxOf, idsOnPage, movable, withGroups } from "@/lib/editor/boxes";
import type { Handle } from "@/lib/editor/resize-widgets";
import { chosenIds } from "@/lib/editor/selection";

/** A hand that trembles has not dragged, px of the screen. */
const STILL = 3;
/** How near is near, px of the screen. */
const WITHIN = 6;

/** Dragging, resizing and the rubber band. A drag writes to the page itself once a frame; the document changes when it ends. */
export function useCanvasDrag(parts: DragParts, commands: EditorCommands) {
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
  parts: DragParts,
  session: RefObject<Session | null>,
  store: EditorStore,
  canvas: CanvasStore,
) {
  const { area, sheet, ghosts } = parts;
  const { toDocument, layersOf, draw, clear } = makeDrawing(parts, store, canvas);
  const scale = () => canvas.getState().scale;
  const spec = () => store.getState().history.present;
  const chosen = () => chosenIds(store.getState().selection);

  const pointerOf = (event: PointerEvent): Pointer => ({
    clientX: event.clientX,
    clientY: event.clientY,
    shiftKey: event.shiftKey,
    free: event.ctrlKey || event.metaKey,
  });
  const elementOf = (id: string) =>
    sheet.current?.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"]`) ?? null;

  function begin(event: PointerEvent<HTMLDivElement>, commands: EditorCommands): void {
    if (event.button !== 0 || session.current?.started) return;
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
      over: false,
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
    if (event.buttons === 0) {
      // Let go of where nobody heard of it.
      cancel();
      return;
    }
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

  function finish(): Session | null {
    const now = session.current;
    session.current = null;
    if (!now) return null;
    now.over = true;
    clear(now);
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
