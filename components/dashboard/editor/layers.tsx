"use client";

import { ChartColumn, Hash, Heading, Lock, LockOpen, type LucideIcon, Table2, Type } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { chordOf } from "@/components/dashboard/editor/editor-keys";
import { useEditor, useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { focusPanel } from "@/components/dashboard/editor/focus-panel";
import { commandOf, useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Widget } from "@/lib/dashboards/schema";
import { groupOf, idsOnPage, isLocked } from "@/lib/editor/boxes";
import { lockWidgets } from "@/lib/editor/group-widgets";
import { chosenIds } from "@/lib/editor/selection";

export const KIND_ICONS: Readonly<Record<Widget["type"], LucideIcon>> = {
  kpi: Hash,
  chart: ChartColumn,
  table: Table2,
  text: Type,
  section: Heading,
};

/** The page's widgets by name, the lowest first: to be chosen, locked and laid above each other. */
export function Layers() {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const spec = useSpec();
  const { titleOf } = useEditorData();
  const commands = useEditorCommands();
  const page = useEditor((state) => state.page);
  const chosen = chosenIds(useEditor((state) => state.selection));
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const ids = idsOnPage(spec, page);
  const stop = at !== null && ids.includes(at) ? at : (chosen.find((id) => ids.includes(id)) ?? ids[0]);
  const widgets = new Map(spec.widgets.map((widget) => [widget.id, widget] as const));

  const goTo = (id: string | undefined) => {
    if (id === undefined) return;
    setAt(id);
    list.current?.querySelector<HTMLElement>(`[data-layer="${CSS.escape(id)}"]`)?.focus();
  };
  const choose = (id: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
    if (event.ctrlKey || event.metaKey) commands.toggle(id);
    else if (event.shiftKey && chosen.length > 0) {
      const from = ids.indexOf(chosen.at(-1) ?? id);
      const to = ids.indexOf(id);
      commands.choose(ids.slice(Math.min(from, to), Math.max(from, to) + 1));
    } else commands.choose([id]);
  };
  const press = (event: KeyboardEvent, id: string) => {
    const chord = chordOf(event.nativeEvent);
    if (chord === null) return;
    const index = ids.indexOf(id);
    if (chord === "ArrowDown" || chord === "ArrowUp") goTo(ids[index + (chord === "ArrowDown" ? 1 : -1)]);
    else if (chord === "Home" || chord === "End") goTo(ids.at(chord === "Home" ? 0 : -1));
    else if (chord === "alt+ArrowDown" || chord === "alt+ArrowUp") {
      if (!chosen.includes(id)) commands.choose([id]);
      commands.order(chord === "alt+ArrowDown" ? "forward" : "backward");
      requestAnimationFrame(() => goTo(id));
    } else if (chord === "Enter") {
      if (!chosen.includes(id)) commands.choose([id]);
      focusPanel();
    } else if (chord === "mod+a") commands.selectAll();
    else if (chord === "Delete" || chord === "Backspace") {
      if (!chosen.includes(id)) commands.choose(commands.unitOf(id));
      commands.remove("remove", (next) =>
        // The last one's list is empty: the canvas has the keyboard then.
        requestAnimationFrame(() => (next === null ? commands.keepFocus() : goTo(next))),
      );
    } else {
      // Arrows are for the list here.
      const command = /Arrow/.test(chord) ? undefined : commandOf(chord, commands);
      if (!command) return;
      if (!chosen.includes(id)) commands.choose(commands.unitOf(id));
      command();
    }
    event.preventDefault();
  };

  return (
    <section aria-label={t("layers")} className="flex min-h-0 flex-col">
      <h2 className="flex h-9 shrink-0 items-center gap-1.5 px-4 text-12 text-ink-2">
        {t("layers")} <span className="text-ink-3">{ids.length}</span>
      </h2>
      {ids.length === 0 ? <p className="px-4 pb-3 text-12 text-ink-3">{t("noLayers")}</p> : null}
      <ul ref={list} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {ids.map((id) => {
          const widget = widgets.get(id);
          if (!widget) return null;
          const Icon = KIND_ICONS[widget.type];
          const isChosen = chosen.includes(id);
          const locked = isLocked(spec, id);
          const title = titleOf(widget);
          return (
            <li
              key={id}
              className={cn(
                "group/layer flex items-center rounded-2",
                isChosen ? "bg-accent-soft" : "hover:bg-hover",
              )}
            >
              <button
                type="button"
                data-layer={id}
                aria-pressed={isChosen}
                tabIndex={id === stop ? 0 : -1}
                onFocus={() => setAt(id)}
                onClick={(event) => choose(id, event)}
                onDoubleClick={focusPanel}
                onKeyDown={(event) => press(event, id)}
                className={cn(
                  "flex h-7 min-w-0 flex-1 items-center gap-2 rounded-2 px-2 text-left text-12 pointer-coarse:h-11",
                  groupOf(spec, id) && "border-accent-line border-l-2 pl-3",
                )}
              >
                <Icon aria-hidden className="size-3.5 shrink-0 text-ink-2" />
                <span className="truncate">{title}</span>
              </button>
              <Button
                variant="ghost"
                size="icon-sm"
                tabIndex={id === stop ? 0 : -1}
                aria-pressed={locked}
                aria-label={t("lockLayer", { title })}
                onClick={() =>
                  store
                    .getState()
                    .change(locked ? "unlock" : "lock", (now) => lockWidgets(now, [id], !locked))
                }
                className={cn(
                  "text-ink-2",
                  !locked &&
                    "opacity-0 focus-visible:opacity-100 group-focus-within/layer:opacity-100 group-hover/layer:opacity-100 pointer-coarse:opacity-100",
                )}
              >
                {locked ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
