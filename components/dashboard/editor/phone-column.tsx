"use client";

import { ArrowDown, ArrowUp, GripVertical, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditor, useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { KIND_ICONS } from "@/components/dashboard/editor/layers";
import { LiveWidget } from "@/components/dashboard/editor/live-widget";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { boxOf } from "@/lib/editor/boxes";
import { movePhone, phoneOrder, resetPhone } from "@/lib/editor/phone-order";

/** Of a phone, px, and of its column within. */
const PHONE = 390;
const COLUMN = PHONE - 32;
/** A table is no higher on a phone, px. */
const MOST_TABLE = 480;

/** The page as phones show it, one below the other, to be put in order. @param compact names alone, without their data */
export function PhoneColumn({ compact = false }: { compact?: boolean }) {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const spec = useSpec();
  const page = useEditor((state) => state.page);
  const { titleOf } = useEditorData();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<{ id: string; to: number } | null>(null);
  const order = phoneOrder(spec, page);
  const shown = dragged
    ? (() => {
        const others = order.filter((id) => id !== dragged.id);
        return [...others.slice(0, dragged.to), dragged.id, ...others.slice(dragged.to)];
      })()
    : order;
  const widgets = new Map(spec.widgets.map((widget) => [widget.id, widget] as const));
  const named = (spec.layout.phone ?? []).some((id) => order.includes(id));

  const focus = (id: string, by: string) => {
    const row = list.current?.querySelector(`[data-phone="${CSS.escape(id)}"]`);
    // At either end there is no further.
    const found = [by, "item"].map((one) => row?.querySelector<HTMLElement>(`[data-by=${one}]:enabled`));
    found.find(Boolean)?.focus();
  };
  /** @param by what has moved it, to have the keyboard again */
  const move = (id: string, to: number, by = "item") => {
    const { change, settle } = store.getState();
    settle();
    change("phone", (now) => movePhone(now, page, id, to));
    const after = phoneOrder(store.getState().history.present, page);
    const widget = widgets.get(id);
    canvas.getState().say(
      t("said.pageAt", {
        name: widget ? titleOf(widget) : id,
        place: after.indexOf(id) + 1,
        count: after.length,
      }),
    );
    requestAnimationFrame(() => focus(id, by));
  };
  const press = (event: KeyboardEvent, id: string) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const index = order.indexOf(id);
    if (event.altKey) move(id, index + by);
    else focus(order[index + by] ?? id, "item");
  };
  /** Before as many of the others as have their middle above the pointer. */
  const placeAt = (id: string, y: number) =>
    [...(list.current?.querySelectorAll<HTMLElement>("[data-phone]") ?? [])].filter((item) => {
      if (item.dataset.phone === id) return false;
      const { top, height } = item.getBoundingClientRect();
      return top + height / 2 < y;
    }).length;
  /** The list holds the pointer: what is dragged changes its place, and would lose it on the way. */
  const drag = {
    onPointerMove: (event: PointerEvent) => {
      if (!dragged) return;
      const to = placeAt(dragged.id, event.clientY);
      if (to !== dragged.to) setDragged({ id: dragged.id, to });
    },
    onPointerUp: () => {
      if (!dragged) return;
      setDragged(null);
      if (dragged.to !== order.indexOf(dragged.id)) move(dragged.id, dragged.to);
    },
    onLostPointerCapture: () => setDragged(null),
  };
  const grip = (id: string) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    list.current?.setPointerCapture(event.pointerId);
    setDragged({ id, to: order.indexOf(id) });
  };

  return (
    <section
      aria-label={t("phone")}
      style={{ width: compact ? undefined : PHONE }}
      className={cn(
        "flex flex-col gap-3",
        compact ? "px-4 py-3" : "mx-auto my-6 rounded-4 border border-line-2 bg-canvas p-4",
      )}
    >
      <div className="flex min-h-7 items-center gap-2">
        <h2 className="font-semibold text-13">{t("phone")}</h2>
        {named ? (
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            onClick={() => store.getState().change("phone", (now) => resetPhone(now, page))}
          >
            <RotateCcw aria-hidden />
            {t("phoneReset")}
          </Button>
        ) : null}
      </div>
      <p className="text-12 text-ink-2">{t("phoneHint")}</p>
      <ol ref={list} {...drag} className="flex flex-col gap-3">
        {shown.map((id, index) => {
          const [widget, box] = [widgets.get(id), boxOf(spec, id)];
          if (!widget || !box) return null;
          const Icon = KIND_ICONS[widget.type];
          const title = titleOf(widget);
          const height = widget.type === "table" ? Math.min(box.h, MOST_TABLE) : box.h;
          return (
            <li
              key={id}
              data-phone={id}
              className={cn(
                "flex flex-col rounded-3 border border-transparent",
                dragged?.id === id && "border-accent opacity-70",
              )}
            >
              <div
                className={cn(
                  "flex items-center rounded-2 hover:bg-hover",
                  compact && "border border-line bg-surface",
                )}
              >
                <span
                  aria-hidden
                  data-grip
                  onPointerDown={grip(id)}
                  className="flex h-8 w-7 shrink-0 cursor-grab touch-none items-center justify-center pointer-coarse:h-11 pointer-coarse:w-11"
                >
                  <GripVertical className="size-3.5 text-ink-3" />
                </span>
                <button
                  type="button"
                  data-by="item"
                  aria-label={t("phoneItem", { title })}
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                  onKeyDown={(event) => press(event, id)}
                  className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-2 pr-2 text-left text-12 pointer-coarse:h-11"
                >
                  <Icon aria-hidden className="size-3.5 shrink-0 text-ink-2" />
                  <span className="truncate">{title}</span>
                </button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  data-by="up"
                  disabled={index === 0}
                  aria-label={t("phoneUp", { title })}
                  title={t("phoneUp", { title })}
                  onClick={() => move(id, index - 1, "up")}
                >
                  <ArrowUp aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  data-by="down"
                  disabled={index === shown.length - 1}
                  aria-label={t("phoneDown", { title })}
                  title={t("phoneDown", { title })}
                  onClick={() => move(id, index + 1, "down")}
                >
                  <ArrowDown aria-hidden />
                </Button>
              </div>
              {compact ? null : (
                <div inert className="pointer-events-none" style={{ height }}>
                  <LiveWidget widget={widget} width={COLUMN} height={height} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
