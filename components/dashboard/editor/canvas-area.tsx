"use client";

import { useTranslations } from "next-intl";
import {
  type ClipboardEvent,
  type CSSProperties,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useMemo,
  useRef,
} from "react";
import { CanvasMenu } from "@/components/dashboard/editor/canvas-menu";
import { useCanvas, useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { CanvasWidget } from "@/components/dashboard/editor/canvas-widget";
import { MARGIN, useZoom } from "@/components/dashboard/editor/canvas-zoom";
import { ChosenFrame } from "@/components/dashboard/editor/chosen-frame";
import { chordOf } from "@/components/dashboard/editor/editor-keys";
import { useEditor, useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { focusPanel } from "@/components/dashboard/editor/focus-panel";
import { useCanvasDrag } from "@/components/dashboard/editor/use-canvas-drag";
import { commandOf, useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { isField } from "@/components/layout/typing-target";
import { ContextMenu, ContextMenuTrigger } from "@/components/ui/context-menu";
import { bottomOf, boxOf, groupOf, isLocked, readingOrder } from "@/lib/editor/boxes";
import { chosenIds } from "@/lib/editor/selection";

/** Below the last widget there is room for the next, px of the document. */
const ROOM_BELOW = 320;
const LEAST_HEIGHT = 640;
/** Dots no nearer than this, px of the screen. */
const LEAST_DOTS = 6;
/** What may be dropped here: the text that is copied too. */
export const DROPPED = "application/x-lookflex-widgets";

/** The page's edge: outside of its measure. */
const EDGE: CSSProperties = { outline: "1px dashed var(--line-2)" };

function gridDots(grid: number | undefined, scale: number): CSSProperties {
  if (grid === undefined) return {};
  const step = grid * scale * Math.ceil(LEAST_DOTS / (grid * scale));
  return {
    backgroundImage: "radial-gradient(circle, var(--line-2) 1px, transparent 1.25px)",
    backgroundSize: `${step}px ${step}px`,
    backgroundPosition: `${-step / 2}px ${-step / 2}px`,
  };
}

/** The page at hand, to be arranged: by the pointer, and whole by the keyboard. */
export function CanvasArea() {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const spec = useSpec();
  const page = useEditor((state) => state.page);
  const selection = useEditor((state) => state.selection);
  const current = useCanvas((state) => state.current);
  const focusAsked = useCanvas((state) => state.focusAsked);
  const commands = useEditorCommands();
  const parts = {
    area: useRef<HTMLDivElement>(null),
    sheet: useRef<HTMLDivElement>(null),
    frame: useRef<HTMLDivElement>(null),
    guides: useRef<HTMLDivElement>(null),
    band: useRef<HTMLDivElement>(null),
    ghosts: useRef<HTMLDivElement>(null),
  };
  const drag = useCanvasDrag(parts, commands);
  const scale = useZoom(parts.area, parts.sheet);
  const order = useMemo(() => readingOrder(spec, page), [spec, page]);
  const levels = useMemo(() => new Map(spec.widgets.map(({ id }, i) => [id, i] as const)), [spec.widgets]);
  const chosen = useMemo(() => new Set(chosenIds(selection)), [selection]);
  // Where one was, or what is chosen where that is called otherwise now, or gone.
  const tabStop =
    current !== null && order.includes(current) ? current : (order.find((id) => chosen.has(id)) ?? order[0]);
  const { width, grid } = spec.layout;
  const height = Math.max(LEAST_HEIGHT, bottomOf(spec, page) + ROOM_BELOW);

  const { area, sheet } = parts;
  const handled = useRef(focusAsked);
  useEffect(() => {
    if (handled.current === focusAsked || scale === null) return;
    handled.current = focusAsked;
    const { current: id } = canvas.getState();
    const element =
      id === null
        ? null
        : sheet.current?.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"] [role=option]`);
    (element ?? area.current)?.focus();
  }, [focusAsked, canvas, area, sheet, scale]);

  const widgetAt = (target: EventTarget | null): string | undefined =>
    target instanceof Element ? target.closest<HTMLElement>("[data-widget]")?.dataset.widget : undefined;
  /** What a key is about: what is chosen, or the widget one is at where that is not among it. */
  const take = (id: string | undefined) => {
    if (id !== undefined && !chosen.has(id)) commands.choose(commands.unitOf(id));
  };

  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.defaultPrevented || isField(event.target)) return;
    const chord = chordOf(event.nativeEvent);
    if (chord === null) return;
    const id = widgetAt(event.target);
    const at = id === undefined ? -1 : order.indexOf(id);
    if (chord === "Tab" || chord === "shift+Tab") {
      // Past the last one, and before the first, one leaves.
      const next = order[id === undefined && chord === "Tab" ? 0 : at + (chord === "Tab" ? 1 : -1)];
      if (next === undefined) return;
      canvas.getState().focus(next);
    } else if (chord === "Space" && id !== undefined) commands.toggle(id);
    else if (chord === "Enter" && id !== undefined) {
      const group = groupOf(spec, id);
      if (group?.every((one) => chosen.has(one))) commands.choose([id]);
      else {
        take(id);
        focusPanel();
      }
    } else if (chord === "Escape") {
      if (chosen.size === 0) return;
      commands.clear();
    } else if (chord === "mod+a") commands.selectAll();
    else {
      const command = commandOf(chord, commands);
      if (!command) return;
      take(id);
      command();
    }
    event.preventDefault();
  };

  const copy = (event: ClipboardEvent<HTMLDivElement>) => {
    take(widgetAt(event.target));
    const text = commands.copy();
    if (text === null) return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    if (event.type === "cut") commands.remove("cut");
  };
  const drop = (event: DragEvent<HTMLDivElement>) => {
    const text = event.dataTransfer.getData(DROPPED);
    if (text === "" || !sheet.current || scale === null) return;
    event.preventDefault();
    const { left, top } = sheet.current.getBoundingClientRect();
    const round = (value: number) => {
      const step = grid ?? 1;
      return Math.max(0, Math.round(value / scale / step) * step);
    };
    commands.paste(text, { x: round(event.clientX - left), y: round(event.clientY - top) });
  };
  const enter = (event: MouseEvent) => {
    const id = widgetAt(event.target);
    if (id === undefined) return;
    if (groupOf(spec, id) && chosen.size > 1) commands.choose([id]);
    else focusPanel();
  };

  return (
    <ContextMenu>
      <ContextMenuTrigger className="contents">
        <div
          ref={area}
          role="listbox"
          aria-multiselectable
          aria-label={t("canvas")}
          aria-describedby="editor-canvas-hint"
          tabIndex={order.length === 0 ? 0 : -1}
          {...drag}
          onKeyDown={press}
          onCopy={copy}
          onCut={copy}
          onPaste={(event) => {
            if (commands.paste(event.clipboardData.getData("text/plain"))) event.preventDefault();
          }}
          onFocus={(event) => {
            const id = widgetAt(event.target);
            if (id !== undefined && id !== current) canvas.getState().setCurrent(id);
          }}
          onDoubleClick={enter}
          onContextMenuCapture={(event) => take(widgetAt(event.target))}
          onDragOver={(event) => {
            if (event.dataTransfer.types.includes(DROPPED)) event.preventDefault();
          }}
          onDrop={drop}
          className="group/area relative min-h-0 flex-1 overflow-auto bg-canvas outline-none focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-2 data-dragging:cursor-grabbing"
        >
          <span id="editor-canvas-hint" hidden>
            {t("canvasHint")}
          </span>
          {scale === null ? null : (
            <div
              role="presentation"
              style={{ padding: MARGIN, width: width * scale + 2 * MARGIN }}
              className="min-h-full"
            >
              <div
                ref={sheet}
                role="presentation"
                data-sheet
                style={{ width: width * scale, height: height * scale, ...EDGE, ...gridDots(grid, scale) }}
                className="relative isolate"
              >
                <div
                  role="presentation"
                  style={{ width, height, transform: `scale(${scale})` }}
                  className="absolute top-0 left-0 isolate origin-top-left"
                >
                  {order.map((id) => {
                    const widget = spec.widgets[levels.get(id) ?? -1];
                    const box = boxOf(spec, id);
                    return widget && box ? (
                      <CanvasWidget
                        key={id}
                        widget={widget}
                        box={box}
                        level={levels.get(id) ?? 0}
                        chosen={chosen.has(id)}
                        locked={isLocked(spec, id)}
                        current={id === tabStop}
                      />
                    ) : null;
                  })}
                  <div ref={parts.ghosts} aria-hidden inert className="relative z-[300]" />
                </div>
                <div role="presentation" className="pointer-events-none absolute inset-0 z-10">
                  <ChosenFrame scale={scale} frame={parts.frame} />
                  <div ref={parts.guides} aria-hidden className="absolute inset-0" />
                  <div
                    ref={parts.band}
                    aria-hidden
                    hidden
                    className="absolute border border-accent bg-select"
                  />
                </div>
              </div>
            </div>
          )}
        </div>
      </ContextMenuTrigger>
      <CanvasMenu commands={commands} store={store} />
    </ContextMenu>
  );
}
