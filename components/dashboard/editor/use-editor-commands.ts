"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type CanvasStore, useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { type EditorStore, useEditorStore } from "@/components/dashboard/editor/editor-store";
import { toast } from "@/components/ui/toast";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { type Alignment, alignWidgets, distributeWidgets } from "@/lib/editor/align-widgets";
import { boxOf, groupOf, idsOnPage, isLocked, movable, withGroups } from "@/lib/editor/boxes";
import { copyWidgets, duplicateWidgets, pasteWidgets, readClipboard } from "@/lib/editor/copy-widgets";
import { groupWidgets, lockWidgets, ungroupWidgets } from "@/lib/editor/group-widgets";
import { moveWidgets } from "@/lib/editor/move-widgets";
import { type Order, orderWidgets } from "@/lib/editor/order-widgets";
import { removeWidgets } from "@/lib/editor/remove-widgets";
import { type Handle, resizeWidgets } from "@/lib/editor/resize-widgets";
import { chosenIds } from "@/lib/editor/selection";

/** A burst of one key is one step: after so long without, ms, the next begins another. */
const BURST_MS = 1000;

export type EditorCommands = ReturnType<typeof useEditorCommands>;

/** Everything that is done to what is chosen, by whatever way: keys, toolbar, menu, layers. */
export function useEditorCommands() {
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const { datasets } = useEditorData();
  const t = useTranslations("editor");
  return useMemo(() => makeCommands(store, canvas, [...datasets.keys()], t), [store, canvas, datasets, t]);
}

type Words = ReturnType<typeof useTranslations<"editor">>;

function makeCommands(store: EditorStore, canvas: CanvasStore, datasets: readonly string[], t: Words) {
  const { change, settle, select } = store.getState();
  const { say, focus } = canvas.getState();
  const spec = () => store.getState().history.present;
  const page = () => store.getState().page;
  const ids = () => chosenIds(store.getState().selection);
  const choose = (next: readonly string[]) =>
    select(next.length > 0 ? { kind: "widgets", ids: next } : { kind: "dashboard" });

  /** Does it, as a step of its own, and says what it came to. */
  const apply = (name: string, recipe: (now: DashboardSpec, ids: readonly string[]) => DashboardSpec) => {
    const chosen = ids();
    const before = spec();
    settle();
    change(name, (now) => recipe(now, chosen));
    if (spec() !== before) say(t("said.done", { change: changeName(t, name), count: chosen.length }));
    return spec() !== before;
  };
  const told = (chosen: readonly string[]) => {
    const box = boxOf(spec(), chosen[0] ?? "");
    return box ? t("said.place", { x: box.x, y: box.y, w: box.w, h: box.h }) : "";
  };

  let burst: ReturnType<typeof setTimeout> | undefined;
  /** Steps of one burst are one, for as long as they are of the same kind and things. */
  const inBurst = (name: string, recipe: (now: DashboardSpec) => DashboardSpec) => {
    clearTimeout(burst);
    change(name, recipe, `${name} ${ids().join(" ")}`);
    say(told(movable(spec(), ids())));
    burst = setTimeout(settle, BURST_MS);
  };

  /** What had the keyboard may be gone, or off: it goes on where one was on the canvas. */
  const keepFocus = () =>
    requestAnimationFrame(() => {
      const at = document.activeElement;
      if (!at || at === document.body || at.matches(":disabled")) focus(canvas.getState().current);
    });

  const travel = (way: "undo" | "redo") => {
    const { history } = store.getState();
    const step = way === "undo" ? history.past.at(-1) : history.future[0];
    store.getState()[way]();
    keepFocus();
    say(
      step
        ? t(way === "undo" ? "said.undid" : "said.redid", { change: changeName(t, step.change) })
        : t("said.nothing"),
    );
  };

  const paste = (text: string, at?: { x: number; y: number }): boolean => {
    const copied = readClipboard(text);
    if (!copied) return false;
    settle();
    const pasted = pasteWidgets(spec(), copied, { page: page(), datasets, ...(at ? { at } : {}) });
    if (pasted.ids.length === 0) {
      toast({ title: t("tooMany"), tone: "error" });
      return true;
    }
    change("paste", () => pasted.spec);
    choose(pasted.ids);
    focus(pasted.ids[0] ?? null);
    say(t("said.done", { change: changeName(t, "paste"), count: pasted.ids.length }));
    const missing = [
      ...(pasted.controls.length > 0 ? [t("missing.controls", { names: pasted.controls.join(", ") })] : []),
      ...(pasted.datasets.length > 0 ? [t("missing.datasets", { names: pasted.datasets.join(", ") })] : []),
    ];
    if (missing.length > 0) toast({ title: missing.join(" ") });
    return true;
  };

  return {
    keepFocus,
    undo: () => travel("undo"),
    redo: () => travel("redo"),
    /** What is chosen, as a text; null where nothing is. */
    copy: (): string | null => {
      const chosen = ids();
      if (chosen.length === 0) return null;
      say(t("said.copied", { count: chosen.length }));
      return JSON.stringify(copyWidgets(spec(), chosen));
    },
    paste,
    /** @param goTo where the keyboard goes on; the canvas where that is not given */
    remove: (name: "remove" | "cut" = "remove", goTo: (id: string | null) => void = focus) => {
      const chosen = ids();
      const order = idsOnPage(spec(), page());
      const next = order.filter((id) => !chosen.includes(id));
      const after = order.slice(order.indexOf(chosen.at(-1) ?? "") + 1).find((id) => next.includes(id));
      if (apply(name, removeWidgets)) goTo(after ?? next.at(-1) ?? null);
    },
    duplicate: (by?: { dx: number; dy: number }) => {
      const chosen = ids();
      if (chosen.length === 0) return;
      settle();
      const made = duplicateWidgets(spec(), chosen, page(), by);
      if (made.ids.length === 0) {
        toast({ title: t("tooMany"), tone: "error" });
        return;
      }
      change("duplicate", () => made.spec);
      choose(made.ids);
      focus(made.ids[0] ?? null);
      say(t("said.done", { change: changeName(t, "duplicate"), count: made.ids.length }));
    },
    move: (dx: number, dy: number) => {
      const chosen = ids();
      settle();
      change("move", (now) => moveWidgets(now, chosen, dx, dy));
      say(told(movable(spec(), chosen)));
    },
    nudge: (dx: number, dy: number) => inBurst("move", (now) => moveWidgets(now, ids(), dx, dy)),
    resize: (handle: Handle, dx: number, dy: number) => {
      const chosen = ids();
      settle();
      change("resize", (now) => resizeWidgets(now, chosen, handle, dx, dy));
      say(told(movable(spec(), chosen)));
    },
    grow: (dx: number, dy: number) => inBurst("resize", (now) => resizeWidgets(now, ids(), "se", dx, dy)),
    align: (alignment: Alignment) => apply("align", (now, chosen) => alignWidgets(now, chosen, alignment)),
    distribute: (axis: "horizontal" | "vertical") =>
      apply("distribute", (now, chosen) => distributeWidgets(now, chosen, axis)),
    order: (order: Order) => apply("order", (now, chosen) => orderWidgets(now, chosen, order)),
    group: () => apply("group", groupWidgets),
    ungroup: () => apply("ungroup", ungroupWidgets),
    /** Locks what is chosen; unlocks it where all of it is locked. */
    lock: () => {
      const all = ids().every((id) => isLocked(spec(), id));
      apply(all ? "unlock" : "lock", (now, chosen) => lockWidgets(now, chosen, !all));
    },
    selectAll: () => {
      const all = idsOnPage(spec(), page());
      choose(all);
      say(t("said.chosen", { count: all.length }));
    },
    clear: () => choose([]),
    choose: (next: readonly string[]) => {
      settle();
      choose(next);
    },
    /** A widget with its group, more or less of what is chosen. */
    toggle: (id: string) => {
      const unit = withGroups(spec(), [id]);
      const chosen = ids();
      const next = chosen.includes(id)
        ? chosen.filter((one) => !unit.includes(one))
        : [...chosen.filter((one) => !unit.includes(one)), ...unit];
      settle();
      choose(next);
      say(t("said.chosen", { count: next.length }));
    },
    refresh: () => canvas.getState().refresh(ids()),
    /** What a click on a widget chooses: it with its group, it alone where one is inside of that group. */
    unitOf: (id: string): string[] => {
      const group = groupOf(spec(), id);
      const chosen = ids();
      const isInside =
        group &&
        chosen.length > 0 &&
        chosen.length < group.length &&
        chosen.every((one) => group.includes(one));
      return isInside ? [id] : withGroups(spec(), [id]);
    },
  };
}

/** What a change is called; what has no name of its own is a change. */
export const changeName = (t: Words, name: string): string =>
  t.has(`changes.${name}` as never) ? t(`changes.${name}` as never) : t("changes.other");

/** The commands' chords on what is chosen. */
export function commandOf(chord: string, commands: EditorCommands): (() => void) | undefined {
  const aligned: Readonly<Record<string, Alignment>> = {
    "alt+a": "left",
    "alt+h": "center",
    "alt+d": "right",
    "alt+w": "top",
    "alt+v": "middle",
    "alt+s": "bottom",
  };
  const ordered: Readonly<Record<string, Order>> = {
    "]": "forward",
    "[": "backward",
    "shift+]": "front",
    "shift+[": "back",
  };
  const alignment = aligned[chord];
  if (alignment) return () => commands.align(alignment);
  const order = ordered[chord];
  if (order) return () => commands.order(order);
  const nudge = /^(?:(mod)\+)?(?:(shift)\+)?Arrow(Left|Right|Up|Down)$/.exec(chord);
  if (nudge) {
    const [, mod, shift, side] = nudge;
    const by = shift ? 10 : 1;
    const dx = side === "Left" ? -by : side === "Right" ? by : 0;
    const dy = side === "Up" ? -by : side === "Down" ? by : 0;
    return () => (mod ? commands.grow(dx, dy) : commands.nudge(dx, dy));
  }
  switch (chord) {
    case "mod+d":
      return () => commands.duplicate();
    case "Delete":
    case "Backspace":
      return () => commands.remove();
    case "mod+g":
      return () => commands.group();
    case "mod+shift+g":
      return () => commands.ungroup();
    case "mod+shift+l":
      return () => commands.lock();
    case "alt+shift+h":
      return () => commands.distribute("horizontal");
    case "alt+shift+v":
      return () => commands.distribute("vertical");
    default:
      return undefined;
  }
}
