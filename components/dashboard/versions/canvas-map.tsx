"use client";

import { useTranslations } from "next-intl";
import type { MapBox, PageMap } from "@/components/dashboard/versions/map-pages";
import { KIND_LOOKS } from "@/components/dashboard/versions/spec-changes";
import { cn } from "@/components/ui/cn";
import { type Locale, localText } from "@/lib/format/format";

/** px; a long page is drawn smaller rather than scrolled. */
const HIGHEST = 360;

const LOOKS = {
  added: "border-pos bg-pos-soft text-pos",
  removed: "border-neg border-dashed bg-neg-soft text-neg",
  changed: "border-warn bg-warn-soft text-warn",
  moved: "border-accent bg-accent-soft text-accent",
} as const;

export interface CanvasMapProps {
  boxes: readonly MapBox[];
  size: Pick<PageMap, "width" | "height">;
  caption: string;
  locale: Locale;
}

/** A page made small: a box a widget, what became of it by border, colour, sign and word. */
export function CanvasMap({ boxes, size: { width, height }, caption, locale }: CanvasMapProps) {
  const t = useTranslations("versions");
  const nameOf = ({ widget }: MapBox) => (widget.title ? localText(widget.title, locale) : widget.id);
  const told = boxes
    .filter(({ states }) => states.length > 0)
    .map((box) => `${nameOf(box)}: ${box.states.map((state) => t(`kinds.${state}`)).join(", ")}`);
  return (
    <figure className="min-w-0 flex-1">
      <figcaption className="mb-1 text-11 text-ink-2">{caption}</figcaption>
      <div
        role="img"
        aria-label={told.length > 0 ? t("mapOf", { caption, changes: told.join("; ") }) : caption}
        className="relative overflow-hidden rounded-2 border border-line bg-sunken"
        style={{ aspectRatio: `${width} / ${height}`, maxWidth: Math.round((HIGHEST * width) / height) }}
      >
        {boxes.map((each) => {
          const { widget, box, states } = each;
          const [state] = states;
          return (
            <span
              key={widget.id}
              title={`${nameOf(each)}${states.map((one) => ` · ${t(`kinds.${one}`)}`).join("")}`}
              className={cn(
                "absolute overflow-hidden rounded-1 border px-1 text-11 leading-4",
                // What differs lies above what it lies under.
                state ? cn("z-10", LOOKS[state]) : "border-line-2 bg-surface text-ink-2",
              )}
              style={{
                left: `${(box.x / width) * 100}%`,
                top: `${(box.y / height) * 100}%`,
                width: `${(box.w / width) * 100}%`,
                height: `${(box.h / height) * 100}%`,
              }}
            >
              <span className="flex flex-wrap items-center gap-x-1">
                {states.map((one) => {
                  const { icon: Icon } = KIND_LOOKS[one];
                  return (
                    <span key={one} className="inline-flex items-center gap-0.5 font-medium">
                      <Icon aria-hidden className="size-3 shrink-0" />
                      {t(`kinds.${one}`)}
                    </span>
                  );
                })}
                <span className="max-w-full truncate">{nameOf(each)}</span>
              </span>
            </span>
          );
        })}
      </div>
    </figure>
  );
}
