"use client";

import "./still-widgets.css";
import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { LiveWidget } from "@/components/dashboard/editor/live-widget";
import { cn } from "@/components/ui/cn";
import type { Box } from "@/lib/dashboards/layout";
import type { Widget } from "@/lib/dashboards/schema";

export interface CanvasWidgetProps {
  widget: Widget;
  box: Box;
  /** How high it lies. */
  level: number;
  chosen: boolean;
  locked: boolean;
  /** Where Tab comes to. */
  current: boolean;
}

/** One widget on the canvas: to be chosen and moved, not to be worked with. */
export const CanvasWidget = memo(function CanvasWidget({
  widget,
  box,
  level,
  chosen,
  locked,
  current,
}: CanvasWidgetProps) {
  const t = useTranslations("editor");
  const { titleOf } = useEditorData();
  const { x, y, w, h } = box;
  const place = t("said.place", { x, y, w, h });
  return (
    <div
      data-widget={widget.id}
      style={{ left: x, top: y, width: w, height: h, zIndex: level }}
      className="absolute"
    >
      <div
        inert
        data-still
        style={{ contain: "layout paint" }}
        className="pointer-events-none h-full select-none"
      >
        <LiveWidget widget={widget} width={w} height={h} />
      </div>
      {/* Over what it shows, not around it: an option has a name and no content. */}
      <div
        role="option"
        aria-selected={chosen}
        aria-label={t("widget", { kind: t(`kinds.${widget.type}`), title: titleOf(widget) })}
        aria-description={locked ? t("said.locked", { place }) : place}
        tabIndex={current ? 0 : -1}
        className={cn(
          "absolute inset-0 rounded-3 border border-transparent outline-none hover:border-accent-line focus-visible:outline-2 focus-visible:outline-accent focus-visible:outline-offset-2",
          locked ? "cursor-default" : "cursor-move aria-selected:touch-none",
        )}
      />
      {locked ? (
        <span className="pointer-events-none absolute top-2 right-2 rounded-tag bg-sunken p-1 text-ink-2">
          <Lock aria-hidden className="size-3" />
        </span>
      ) : null}
    </div>
  );
});
