"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditor, useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { bottomOf, idsOnPage } from "@/lib/editor/boxes";
import { addPage, neighbourOf, removePage, renamePage, reorderPage } from "@/lib/editor/change-pages";
import { localText } from "@/lib/format/format";

/** The dashboard's tabs: opened, added, named, put in order and removed; and what holds for the page at hand. */
export function PagesBar() {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const spec = useSpec();
  const page = useEditor((state) => state.page);
  const snaps = useEditor((state) => state.snaps);
  const { locale } = useEditorData();
  const [naming, setNaming] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const bar = useRef<HTMLUListElement>(null);
  const dragged = useRef<{ id: string; from: number; moved: boolean } | null>(null);
  const pages = spec.pages ?? [];
  const nameOf = (id: string) => {
    const found = pages.find((one) => one.id === id);
    return found ? localText(found.title, locale) : "";
  };
  const { change, openPage } = store.getState();
  const focusTab = (id: string) =>
    requestAnimationFrame(() =>
      bar.current?.querySelector<HTMLElement>(`[data-page="${CSS.escape(id)}"]`)?.focus(),
    );

  const add = () => {
    const number = (count: number) => ({
      en: `Page ${count}`,
      ko: `페이지 ${count}`,
    });
    const titles = { first: number(1), next: number(Math.max(pages.length, 1) + 1) };
    const made = addPage(store.getState().history.present, titles);
    const { id } = made;
    if (id === null) return;
    change("pageAdd", () => made.spec);
    openPage(id);
    setNaming(id);
  };
  const move = (id: string, to: number) => {
    change("pageOrder", (now) => reorderPage(now, id, to));
    const at = (store.getState().history.present.pages ?? []).findIndex((one) => one.id === id);
    canvas.getState().say(t("said.pageAt", { name: nameOf(id), place: at + 1, count: pages.length }));
    focusTab(id);
  };
  const remove = (id: string, widgets: "move" | "remove") => {
    const next = neighbourOf(store.getState().history.present, id);
    setRemoving(null);
    change("pageRemove", (now) => removePage(now, id, widgets));
    if (next) {
      if (page === id) openPage(next.id);
      focusTab(next.id);
    }
  };
  const askToRemove = (id: string) => {
    if (idsOnPage(spec, id).length === 0) remove(id, "move");
    else setRemoving(id);
  };
  const press = (event: KeyboardEvent, id: string) => {
    if (event.nativeEvent.isComposing) return;
    const index = pages.findIndex((one) => one.id === id);
    const side = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (side !== 0 && event.altKey) move(id, index + side);
    else if (side !== 0) {
      const next = pages[index + side];
      if (!next) return;
      openPage(next.id);
      focusTab(next.id);
    } else if (event.key === "F2") setNaming(id);
    else if (event.key === "Delete") askToRemove(id);
    else return;
    event.preventDefault();
  };
  const drop = (event: PointerEvent) => {
    const now = dragged.current;
    dragged.current = null;
    if (!now?.moved) return;
    const tabs = [...(bar.current?.querySelectorAll<HTMLElement>("[data-page]") ?? [])];
    const others = tabs.filter((tab) => tab.dataset.page !== now.id);
    const to = others.filter((tab) => {
      const { left, width } = tab.getBoundingClientRect();
      return left + width / 2 < event.clientX;
    }).length;
    move(now.id, to);
  };

  const status = [
    spec.layout.grid === undefined ? t("status.noGrid") : t("status.grid", { px: spec.layout.grid }),
    t(snaps ? "status.snaps" : "status.free"),
    `${spec.layout.width.toLocaleString(locale)} × ${bottomOf(spec, page).toLocaleString(locale)}`,
  ];
  const count = removing === null ? 0 : idsOnPage(spec, removing).length;
  const neighbour = removing === null ? undefined : neighbourOf(spec, removing);
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-line border-t bg-surface px-3 pointer-coarse:h-12">
      {pages.length > 0 ? (
        <nav aria-label={t("pages")} className="min-w-0 overflow-x-auto">
          <ul ref={bar} className="flex items-center gap-1">
            {pages.map(({ id }) => (
              <li key={id} className="shrink-0">
                {naming === id ? (
                  <PageName
                    name={nameOf(id)}
                    label={t("pageName")}
                    onName={(text) => {
                      setNaming(null);
                      if (text !== null) change("pageRename", (now) => renamePage(now, id, text, locale));
                      focusTab(id);
                    }}
                  />
                ) : (
                  <button
                    type="button"
                    data-page={id}
                    aria-current={id === page ? "page" : undefined}
                    aria-keyshortcuts="F2 Delete Alt+ArrowLeft Alt+ArrowRight"
                    onClick={() => openPage(id)}
                    onDoubleClick={() => setNaming(id)}
                    onKeyDown={(event) => press(event, id)}
                    onPointerDown={(event) => {
                      if (event.button === 0) dragged.current = { id, from: event.clientX, moved: false };
                    }}
                    onPointerMove={(event) => {
                      const now = dragged.current;
                      if (!now || Math.abs(event.clientX - now.from) < 4 || now.moved) return;
                      now.moved = true;
                      event.currentTarget.setPointerCapture(event.pointerId);
                    }}
                    onPointerUp={drop}
                    onPointerCancel={() => {
                      dragged.current = null;
                    }}
                    className={cn(
                      "h-6 max-w-48 truncate rounded-2 px-2.5 text-12 pointer-coarse:h-11",
                      id === page ? "bg-accent-soft font-medium text-accent" : "text-ink-2 hover:bg-hover",
                    )}
                  >
                    {nameOf(id)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <Button variant="ghost" size="icon-sm" aria-label={t("addPage")} title={t("addPage")} onClick={add}>
        <Plus aria-hidden />
      </Button>
      {page !== undefined ? (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("removePage", { name: nameOf(page) })}
          title={t("removePage", { name: nameOf(page) })}
          onClick={() => askToRemove(page)}
        >
          <X aria-hidden />
        </Button>
      ) : null}
      <p className="ml-auto shrink-0 text-12 text-ink-2 max-md:hidden">{status.join(" · ")}</p>
      <Dialog open={removing !== null} onOpenChange={(open) => (open ? undefined : setRemoving(null))}>
        <DialogContent
          title={t("removePageTitle", { name: removing === null ? "" : nameOf(removing) })}
          description={t("removePageText", { count })}
        >
          <DialogFooter className="border-t-0 pb-4">
            <Button onClick={() => setRemoving(null)}>{t("cancel")}</Button>
            <Button variant="danger" onClick={() => removing && remove(removing, "remove")}>
              {t("removeWithWidgets")}
            </Button>
            <Button variant="primary" onClick={() => removing && remove(removing, "move")}>
              {neighbour ? t("moveWidgets", { name: localText(neighbour.title, locale) }) : t("keepWidgets")}
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </div>
  );
}

interface PageNameProps {
  name: string;
  label: string;
  /** Null: as it was. */
  onName: (text: string | null) => void;
}

function PageName({ name, label, onName }: PageNameProps) {
  const over = useRef(false);
  const end = (text: string | null) => {
    if (over.current) return;
    over.current = true;
    onName(text);
  };
  return (
    <Input
      size="sm"
      defaultValue={name}
      aria-label={label}
      maxLength={200}
      ref={(field) => {
        field?.focus();
        field?.select();
      }}
      onBlur={(event) => end(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") end(event.currentTarget.value);
        if (event.key === "Escape") end(null);
        event.stopPropagation();
      }}
      className="w-36"
    />
  );
}
